using System.Collections.Immutable;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>The tile of a product that a group of threads computes: mirrors the methods of <c>GpuTiledProduct</c>.</summary>
/// <param name="Name">What the kernel's name ends with.</param>
/// <param name="Method">The method.</param>
/// <param name="Rows">Rows of the tile.</param>
/// <param name="Columns">Columns of the tile.</param>
/// <param name="Threads">Threads of the group.</param>
internal sealed record GpuTile(string Name, string Method, int Rows, int Columns, int Threads)
{
    private static readonly GpuTile s_narrow = new("", "RunNarrow", 64, 16, 64);
    private static readonly GpuTile s_flat = new("", "RunFlat", 16, 64, 64);
    private static readonly ImmutableArray<GpuTile> s_square =
        [new("", "RunSmall", 32, 32, 64), new("Medium", "RunMedium", 64, 64, 64), new("Large", "RunLarge", 128, 128, 256)];

    /// <summary>All of them.</summary>
    public static ImmutableArray<GpuTile> All { get; } = [s_narrow, s_flat, .. s_square];

    /// <summary>
    /// The tiles that a result fills, from the smallest: a tile that is larger computes what nobody stores, one that is smaller
    /// reads the operands more often. Which of them runs depends on the batch.
    /// </summary>
    /// <param name="rows">Rows of the result; null where they depend on the batch.</param>
    /// <param name="columns">Columns of the result; null likewise.</param>
    public static ImmutableArray<GpuTile> For(int? rows, int? columns) =>
        columns <= s_narrow.Columns ? [s_narrow]
        : rows <= s_flat.Rows ? [s_flat]
        : [.. s_square.Where((tile, index) => index == 0 || (IsFilled(rows, tile.Rows) && IsFilled(columns, tile.Columns)))];

    private static bool IsFilled(int? lines, int ofTile) => lines is null || lines >= ofTile * 3 / 4;
}
