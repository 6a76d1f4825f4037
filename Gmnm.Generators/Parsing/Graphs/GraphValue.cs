using System.Collections.Immutable;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>A tensor of the network while its declaration is read: an input, or what an operation gives.</summary>
/// <param name="operation">What computes it; null for an input and for a call of <paramref name="layer"/>.</param>
/// <param name="layer">The layer that computes it; null for anything else.</param>
/// <param name="operands">What it is computed from.</param>
/// <param name="name">What it is called while no variable holds it.</param>
/// <param name="location">Where it stands.</param>
internal sealed class GraphValue(
    Operation? operation, GraphLayer? layer, ImmutableArray<GraphValue> operands, string name, Location location)
{
    private bool _hasVariable;

    public Operation? Operation => operation;

    public GraphLayer? Layer => layer;

    public ImmutableArray<GraphValue> Operands => operands;

    /// <summary>The variable that first holds it, else what computes it.</summary>
    public string Name { get; private set; } = name;

    public Location Location => location;

    /// <summary>The input's or target's shape; null where the value is computed.</summary>
    public InputDeclaration? Input { get; private init; }

    public static GraphValue OfInput(InputDeclaration input, Location location) =>
        new(null, null, [], input.Name, location) { Input = input, _hasVariable = true };

    /// <summary>Names the value after the first variable that holds it.</summary>
    public void NameAfter(string variable)
    {
        if (!_hasVariable)
        {
            (Name, _hasVariable) = (variable, true);
        }
    }
}
