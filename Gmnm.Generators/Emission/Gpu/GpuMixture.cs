using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Products;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>
/// The mixture of a small Gaussian layer, which the kernel of the exponentials computes too: one launch in place of two. Where all
/// components of a row are in one tile, its group has everything that the mixture needs; with more outputs than a narrow tile has
/// columns, a product of its own shares them among more threads.
/// </summary>
internal static class GpuMixture
{
    private const int MostColumns = 64, MostOutputs = 16;

    /// <summary>The group after that of the exponentials, if the same kernel can do it.</summary>
    public static MatMulGroup? Of(GpuContext context, FusedGroup group, FusedGroup? next)
    {
        if (next is not MatMulGroup product
            || group is not GaussianGroup
            || group.Nodes.Select(id => context.Graph[id]).FirstOrDefault(static node => node.Op is GaussianProjections) is not { } exponentials)
        {
            return null;
        }

        var forward = (GaussianProjections)exponentials.Op;
        var columns = forward.Components * GaussianTile.Width(forward);
        var mixture = context.Graph[product.Product];
        return mixture.Op is MatMul { Form: MatMulForm.TransposedRight }
            && context.Graph.Root(mixture.Inputs[0]) == exponentials.Id
            && mixture.Shape.Last <= MostOutputs
            && columns is > 0 and <= MostColumns
            && GpuContext.RowsOf(mixture.Shape) == GpuContext.RowsOf(exponentials.Shape)
            && GpuTile.For(null, columns, depth: null).Any(tile => tile.Columns >= columns)
            && !WritesWhatIsRead(context, group, product)
                ? product
                : null;
    }

    /// <summary>The statement after the exponentials', for a tile.</summary>
    public static string Text(GpuContext context, MatMulGroup group, GpuTile tile, string epilogue)
    {
        var product = context.Graph[group.Product];
        var (rows, isBatched) = GpuContext.RowsOf(product.Shape);
        var (left, right) = (context.Graph[product.Inputs[0]], product.Inputs[1]);
        return $"GpuMixture.Run(\n    {tile.Threads}, {tile.Rows}, GpuGrid.GroupX, {GpuContext.Count(rows, isBatched)}, {Literal.Int(product.Shape.Last)}, "
            + $"{Literal.Int(left.Shape.Last)}, {context.Addresses.Of(left.Id).Text}, {context.Addresses.Of(right).Text}, new {epilogue}(memory));";
    }

    /// <summary>Groups of threads are not in step: what one writes at its end another may still read.</summary>
    private static bool WritesWhatIsRead(GpuContext context, FusedGroup group, MatMulGroup product)
    {
        var read = GpuAccesses.Of(context.Program, group, scratch: null).Reads;
        return GpuAccesses.Of(context.Program, product, scratch: null).Writes.Any(written => read.Any(written.Overlaps));
    }
}
