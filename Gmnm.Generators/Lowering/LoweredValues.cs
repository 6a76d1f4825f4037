using System.Collections.Immutable;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering;

/// <summary>Everything that a declaration names, in one graph.</summary>
/// <param name="Graph">The graph; it has no outputs.</param>
/// <param name="Inputs">The network's inputs.</param>
/// <param name="Places">The value of each place.</param>
/// <param name="Prediction">The outputs, as one tensor.</param>
internal sealed record LoweredValues(
    ComputationGraph Graph, ImmutableArray<Node> Inputs, ImmutableArray<Node> Places, Node Prediction)
{
    /// <summary>Scalars of all parameters.</summary>
    public long ParameterCount => Graph.Nodes.Select(static node => node.Op).OfType<Parameter>().Sum(static parameter => parameter.Shape.LongElements);

    /// <summary>Shape of an input or value by its operand id; a number is a tensor of shape [1].</summary>
    public Shape ShapeOf(NetworkDeclaration network, int id)
    {
        var shape = id < network.Inputs.Count ? Inputs[id].Shape : Places[id - network.Inputs.Count].Shape;
        return shape.IsBatched ? shape : Shape.OfBatch(1);
    }
}
