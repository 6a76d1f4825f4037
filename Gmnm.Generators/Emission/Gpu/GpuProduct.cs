using System.Collections.Immutable;
using Gmnm.Generators.Graph.Products;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>A product to write: its sizes as expressions, and its parts as C#.</summary>
/// <param name="Rows">Rows, and whether that many for each sample.</param>
/// <param name="Columns">Columns, likewise.</param>
/// <param name="Depth">Terms of each sum, likewise.</param>
/// <param name="Left">The operand by row.</param>
/// <param name="Right">The operand by column.</param>
/// <param name="Epilogue">An <c>IElementEpilogue</c>, or an <c>IProductEpilogue</c> where <c>IsWhole</c> says so.</param>
internal sealed record GpuProduct(
    (int Count, bool IsBatched) Rows, (int Count, bool IsBatched) Columns, (int Count, bool IsBatched) Depth,
    GpuOperand Left, GpuOperand Right, string Epilogue)
{
    /// <summary>Whether the epilogue takes four neighbours at once.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Products side by side along the third axis of the grid, and whether that many for each sample.</summary>
    public (int Count, bool IsBatched) Batch { get; init; } = (1, false);

    /// <summary>In how many parts the depth is taken at most, with the scratch space for their sums.</summary>
    public (int Most, GpuPlace Sums)? Parts { get; init; }

    /// <summary>What a group does after its tile, which then has all columns; null for nothing.</summary>
    public Func<GpuTile, string>? Then { get; init; }

    private ImmutableArray<GpuTile> Tiles
    {
        get
        {
            var tiles = GpuTile.For(Constant(Rows), Constant(Columns), Constant(Depth));
            return Then is null ? tiles : [tiles.First(tile => tile.Columns >= Columns.Count)];
        }
    }

    private static int? Constant((int Count, bool IsBatched) size) => size.IsBatched ? null : size.Count;

    private GpuPartSum PartSum => new(Parts!.Value.Sums, Rows.Count, Columns.Count, DepthText, SplitDepth.Least, Parts.Value.Most, Epilogue);

    private string RowsText => GpuContext.Count(Rows.Count, Rows.IsBatched);

    private string ColumnsText => GpuContext.Count(Columns.Count, Columns.IsBatched);

    private string DepthText => GpuContext.Count(Depth.Count, Depth.IsBatched);

    /// <summary>Writes the kernel, and a second one that adds up the parts.</summary>
    public void Emit(GpuContext context, string name, string summary)
    {
        var launches = Tiles.Select(tile => EmitTile(context, tile, tile.Name.Length == 0 ? name : context.Unique(name + tile.Name), summary)).ToArray();
        context.Launches.Add(launches.Length == 1 ? launches[0] : new TileLaunch(launches));
        if (Parts is not null)
        {
            PartSum.Emit(context, context.Unique(name + "Sum"));
        }
    }

    private KernelLaunch EmitTile(GpuContext context, GpuTile tile, string name, string summary)
    {
        var writer = context.Open(name, summary);
        var epilogue = IsWhole ? Epilogue : GpuEpilogue.Elements(Epilogue, Columns);
        if (Parts is { } parts)
        {
            writer.Line($"var parts = {PartSum.Parts};");
            writer.Line($"var (first, last) = (GpuGrid.PartStart({DepthText}, GpuGrid.GroupZ, parts), GpuGrid.PartStart({DepthText}, GpuGrid.GroupZ + 1, parts));");
            epilogue = $"new GpuPartSums({parts.Sums.Text}, {RowsText}, {ColumnsText}, GpuGrid.GroupZ)";
        }

        var isBatched = Batch != (1, false);
        if (isBatched)
        {
            writer.Open($"for (var product = GpuGrid.GroupZ; product < {GpuContext.Count(Batch.Count, Batch.IsBatched)}; product += GpuGrid.GroupsZ)");
        }

        writer.Line($"GpuTiledProduct.Run(\n    new {tile.Thread}(), {Literal.Int(tile.Rows)}, {Literal.Int(tile.Columns)}, {TileIndex}, {RowsText}, {ColumnsText}, {(Parts is null ? $"0, {DepthText}" : "first, last")},\n"
            + $"    {Left.Text},\n    {Right.Text},\n    {epilogue});");
        if (Then is not null)
        {
            writer.Line(Then(tile));
        }

        if (isBatched)
        {
            writer.Close();
        }

        writer.Close();
        var (rows, columns) = (GpuExtent.Over(Rows.Count, Rows.IsBatched, tile.Rows), GpuExtent.Over(Columns.Count, Columns.IsBatched, tile.Columns));
        var z = Parts is { } split ? GpuExtent.Over(Depth.Count, Depth.IsBatched, SplitDepth.Least, split.Most)
            : isBatched ? GpuExtent.Over(Batch.Count, Batch.IsBatched, 1, MostAlongZ)
            : GpuExtent.One;
        return new KernelLaunch(name, tile.Threads, IsWide ? columns : rows, IsWide ? rows : columns, z)
        {
            Work = GpuWork.OfProduct(Rows, Columns, Depth, Batch),
            NeedsTensorCores = tile.NeedsTensorCores,
        };
    }

    private const int MostAlongZ = 65535;

    /// <summary>The first axis of a grid is the only one that is long enough for a whole batch.</summary>
    private bool IsWide => Columns.IsBatched;

    private string TileIndex => IsWide ? "GpuGrid.GroupY, GpuGrid.GroupX" : "GpuGrid.GroupX, GpuGrid.GroupY";

    /// <summary>Parts for a result of this shape; null where it is taken whole.</summary>
    public static (int Most, GpuPlace Sums)? Split(GpuContext context, Shape result) =>
        SplitDepth.Of(result) is > 1 and var most ? (most, context.Addresses.Scratch()) : null;
}
