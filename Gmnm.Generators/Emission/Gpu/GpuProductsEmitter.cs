using Gmnm.Generators.Fusion;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>
/// Writes products of the same left operands, such as the gates of a recurrent cell: a thread has the sums of all gates of a
/// unit.
/// </summary>
internal static class GpuProductsEmitter
{
    private static readonly string[] s_sums = ["sums.A", "sums.B", "sums.C", "sums.D"];

    public static void Emit(GpuContext context, ProductsGroup group, string name, string summary)
    {
        const int Width = GpuProductsOperands.Width;
        var operands = new GpuProductsOperands(context, group, name, areTiled: true);
        var epilogue = context.Unique(name + "Epilogue");
        new GpuProduct(
            GpuContext.RowsOf(group.Space), (Width * group.Space.Last, false), (GpuProductsOperands.DepthOf(context, group), false), operands.Rows, operands.Weights[0], $"new {epilogue}(memory)")
        {
            IsWhole = true,
        }.Emit(context, name, summary);
        operands.Emit();
        EpilogueOf(context, group).Emit(epilogue, "IProductEpilogue", "Quad sums, int row, int first", $"var column = first / {Width};");
    }

    /// <summary>What happens to the products of a unit, which are the elements of <c>sums</c>.</summary>
    public static GpuEpilogue EpilogueOf(GpuContext context, ProductsGroup group) =>
        new(context, group, group.Space, id => group.Products.IndexOf(id) is >= 0 and var place ? s_sums[place] : null);
}
