using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Products;

/// <summary>
/// The cost model of small matrix products. A right matrix, or a result that sums over samples, of at most
/// <see cref="LargestMatrix"/> floats stays in the first-level cache, and is then multiplied where it is: packing it would
/// cost as much as reading it. Between the two ways of doing so the loads of one row decide, in vectors of 16 floats.
/// </summary>
internal static class ProductCost
{
    /// <summary>Floats of a matrix that takes half of a first-level cache of 32 KB.</summary>
    public const int LargestMatrix = 4096;

    /// <summary>Mirrors <c>TransposedProducts.InPlaceRows</c>: rows and columns of whole tiles.</summary>
    private const int InPlaceRows = 16;

    /// <summary>Mirrors <c>TransposedProducts.InPlaceStride</c>: rows that are farther apart are packed.</summary>
    private const int InPlaceStride = 512;

    /// <summary>Projections of a component that are products of their own.</summary>
    private const int MostProjections = 4;

    /// <summary>The lanes of four vectors summed into one.</summary>
    private const int Fold = 16;

    /// <summary>The kernel of a product.</summary>
    public static ProductKernel KernelOf(ComputationGraph graph, Node product)
    {
        var (left, right) = (graph[product.Inputs[0]], graph[product.Inputs[1]]);
        if (OpClasses.IsStepOperand(graph[graph.Root(left.Id)].Op) || OpClasses.IsStepOperand(graph[graph.Root(right.Id)].Op))
        {
            return ProductKernel.Packed;
        }

        return ((MatMul)product.Op).Form switch
        {
            MatMulForm.TransposedRight => IsSmall(right.Shape) && !PrefersColumns(right.Shape.Sizes[0], right.Shape.Last) ? ProductKernel.Dot : ProductKernel.Packed,
            MatMulForm.Plain => IsSmall(right.Shape) ? ProductKernel.Direct : ProductKernel.Packed,
            _ => IsSmall(product.Shape) ? ProductKernel.Direct : ProductKernel.Packed,
        };
    }

    /// <summary>Whether a weight [columns, depth] is worth a transposed copy: with it the lanes run over the columns.</summary>
    public static bool IsWorthTransposing(Shape weight) => IsSmall(weight) && PrefersColumns(weight.Sizes[0], weight.Last);

    /// <summary>
    /// Whether the sum of outer products of two batches is larger than the first-level cache and yet multiplied where they
    /// are: whole tiles, of rows that are close enough.
    /// </summary>
    public static bool IsWorthLeaving(Shape product) => product is { Rank: 2, IsBatched: false } && !IsSmall(product)
        && product.Sizes[0] % InPlaceRows == 0 && product.Sizes[0] is >= 2 * InPlaceRows and <= InPlaceStride && product.Last % InPlaceRows == 0;

    /// <summary>Whether a Gaussian layer is a few small products: one row for each sample, few projections.</summary>
    public static bool IsWorthUnfolding(GaussianProjections layer, Shape input) =>
        input is { Rank: 2, IsBatched: true } && layer.Projections <= MostProjections
        && (long)layer.Components * input.Last <= LargestMatrix;

    private static bool IsSmall(Shape shape) => !shape.IsBatched && shape.Elements <= LargestMatrix;

    /// <summary>Whether lanes over the columns load less for a row than lanes over the depth.</summary>
    private static bool PrefersColumns(int columns, int depth)
    {
        var overColumns = depth * (Vectors(columns) + 1);
        var overDepth = (columns + 3) / 4 * ((5 * Vectors(depth)) + Fold);
        return overColumns < overDepth;
    }

    /// <summary>Vectors that cover a row: of 16 floats, of 8 or 4 where it is shorter.</summary>
    private static int Vectors(int length) => length switch
    {
        >= 16 => (length + 15) / 16,
        >= 8 => (length + 7) / 8,
        >= 4 => (length + 3) / 4,
        _ => length,
    };
}
