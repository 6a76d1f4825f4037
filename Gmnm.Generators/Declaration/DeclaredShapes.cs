using System.Collections.Immutable;

namespace Gmnm.Generators.Declaration;

/// <summary>The shapes of a stack, without a graph: what warnings and budgets need before the compiler proper runs.</summary>
internal static class DeclaredShapes
{
    /// <summary>
    /// The layers in order, up to the first that does not fit its input (the compiler reports it) or whose output has
    /// more elements than an int counts.
    /// </summary>
    public static IEnumerable<DeclaredShape> Of(NetworkDeclaration network)
    {
        var input = network.Inputs[0].Shape.Select(static size => (long)size).ToImmutableArray();
        for (var index = 0; index < network.Layers.Count; index++)
        {
            var output = Apply(network.Layers[index], input);
            if (output.IsEmpty)
            {
                yield break;
            }

            var shape = new DeclaredShape(index, network.Layers[index], input, output);
            yield return shape;
            if (shape.OutputElements > int.MaxValue)
            {
                yield break;
            }

            input = output;
        }
    }

    private static ImmutableArray<long> Apply(LayerDeclaration layer, ImmutableArray<long> input) => layer switch
    {
        LinearLayer linear => input.SetItem(input.Length - 1, linear.Units),
        GmnmLayer gmnm => input.SetItem(input.Length - 1, gmnm.Units),
        FlattenLayer => [DeclaredShape.Elements(input)],
        ReshapeLayer reshape => Reshape(reshape, DeclaredShape.Elements(input)),
        _ => input,
    };

    private static ImmutableArray<long> Reshape(ReshapeLayer layer, long elements)
    {
        var known = layer.Shape.Where(static size => size > 0).Aggregate(1L, static (product, size) => product * size);
        ImmutableArray<long> shape = [.. layer.Shape.Select(size => size > 0 ? size : elements / known)];
        return DeclaredShape.Elements(shape) == elements ? shape : [];
    }
}
