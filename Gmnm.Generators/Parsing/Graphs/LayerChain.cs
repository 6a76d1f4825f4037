using System.Collections.Immutable;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>Layers that follow each other: those of a stack, or of one method. The first takes all inputs, each other the value before it.</summary>
/// <param name="links">At least one.</param>
internal sealed class LayerChain(ImmutableArray<ChainLink> links)
{
    /// <summary>Calls the layers.</summary>
    /// <param name="reading">The network.</param>
    /// <param name="inputs">As many as the first layer takes.</param>
    /// <param name="call">Where the chain is called; null where each layer's attribute is the place.</param>
    public GraphValue? Apply(GraphReading reading, ImmutableArray<GraphValue> inputs, Location? call)
    {
        List<GraphValue> values = [inputs[0]];
        foreach (var link in links)
        {
            var location = call is not null && links.Length == 1 ? call : link.Attribute.Location(null);
            var operands = values.Count == 1 ? inputs : [values[values.Count - 1]];
            if (Apply(reading, link, operands, values, location) is not { } value)
            {
                return null;
            }

            values.Add(value);
        }

        return values[values.Count - 1];
    }

    private static GraphValue? Apply(
        GraphReading reading, ChainLink link, ImmutableArray<GraphValue> operands, List<GraphValue> values, Location location) => link switch
    {
        LayerLink layer => reading.Content.Call(layer.Layer, operands, location),
        ResidualLink residual => reading.Content.Add(
            new BinaryOperation(BinaryKind.Add), [operands[0], values[values.Count - 1 - residual.Layers]], LayerName.ToIdentifier(residual.Name), location),
        BlockLink block => Apply(block, operands, location),
        _ => null,
    };

    /// <summary>A repeated block takes its own output as its first input, and the others again.</summary>
    private static GraphValue? Apply(BlockLink link, ImmutableArray<GraphValue> operands, Location location)
    {
        foreach (var block in link.Blocks)
        {
            if (block.Apply(operands, location) is not { } value)
            {
                return null;
            }

            operands = operands.SetItem(0, value);
        }

        return operands[0];
    }
}
