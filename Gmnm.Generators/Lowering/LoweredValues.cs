using System.Collections.Immutable;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering;

/// <summary>The values of a network in a graph.</summary>
/// <param name="Context">The graph.</param>
/// <param name="Operands">The node of each operand id: the inputs, then the values.</param>
internal sealed record LoweredValues(LoweringContext Context, ImmutableArray<Node> Operands)
{
    /// <summary>Scalars of all parameters.</summary>
    public long ParameterCount => Context.Graph.Nodes.Select(static node => node.Op).OfType<Parameter>().Sum(static parameter => parameter.Shape.LongElements);

    public IEnumerable<Node> OperandsOf(ValueDeclaration value) => value.Operands.Select(id => Operands[id]);
}
