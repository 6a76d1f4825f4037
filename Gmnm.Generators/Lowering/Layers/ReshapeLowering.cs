using Gmnm.Generators.Graph;
using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>Reshape and Flatten: the same elements in the same order.</summary>
internal static class ReshapeLowering
{
    public static Node Flatten(LoweringContext context, Node x) =>
        context.Graph.Reshape(x, Shape.OfBatch(x.Shape.Elements));

    public static Node Lower(LoweringContext context, EquatableArray<int> shape, Node x)
    {
        const int Inferred = -1;
        var elements = x.Shape.Elements;
        var known = shape.Where(static size => size != Inferred).Aggregate(1L, static (product, size) => product * size);
        var target = new Shape(shape);
        if (shape.Contains(Inferred))
        {
            return elements % known == 0
                ? context.Graph.Reshape(x, Shape.OfBatch([.. shape.Select(size => size == Inferred ? (int)(elements / known) : size)]))
                : throw context.Error("GMNM1007", "shape", Text(x), $"[{string.Join(", ", shape)}]");
        }

        return known == elements
            ? context.Graph.Reshape(x, Shape.OfBatch([.. shape]))
            : throw context.Error("GMNM1001", "shape", Text(x), target.ToString(), $"{elements}", $"{known}");
    }

    private static string Text(Node value) => value.Shape.WithoutBatch().ToString();
}
