using System.Collections.Immutable;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>Layers and values of a network in the order in which they are read.</summary>
internal sealed class GraphContent
{
    private readonly List<GraphLayer> _layers = [];
    private readonly List<GraphValue> _values = [];

    public IReadOnlyList<GraphLayer> Layers => _layers;

    public IReadOnlyList<GraphValue> Values => _values;

    public GraphLayer Add(GraphLayer layer)
    {
        _layers.Add(layer);
        return layer;
    }

    /// <param name="operation">What computes the value.</param>
    /// <param name="operands">What from.</param>
    /// <param name="name">Its name until a variable holds it.</param>
    /// <param name="location">Where it stands.</param>
    public GraphValue Add(Operation operation, ImmutableArray<GraphValue> operands, string name, Location location) =>
        Add(new GraphValue(operation, null, operands, name, location));

    public GraphValue Call(GraphLayer layer, ImmutableArray<GraphValue> operands, Location location) =>
        Add(new GraphValue(null, layer, operands, LayerName.ToIdentifier(layer.Declaration.Name), location));

    private GraphValue Add(GraphValue value)
    {
        _values.Add(value);
        return value;
    }
}
