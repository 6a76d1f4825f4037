using System.Collections.Immutable;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>The tile of a product that a group of threads computes: mirrors the methods of <c>TiledProduct</c>.</summary>
/// <param name="Name">What the kernel's name ends with.</param>
/// <param name="Method">The method.</param>
/// <param name="Size">Rows and columns of the tile.</param>
/// <param name="Threads">Threads of the group.</param>
internal sealed record GpuTile(string Name, string Method, int Size, int Threads)
{
    private static readonly ImmutableArray<GpuTile> s_all =
        [new("", "RunSmall", 32, 64), new("Medium", "RunMedium", 64, 64), new("Large", "RunLarge", 128, 256)];

    /// <summary>
    /// The tiles that a result fills, from the smallest: a tile that is larger computes zeros, one that is smaller reads
    /// the operands more often. Which of them runs depends on the batch: so many as fill the device.
    /// </summary>
    /// <param name="rows">Rows of the result; null where they depend on the batch.</param>
    /// <param name="columns">Columns of the result; null likewise.</param>
    public static ImmutableArray<GpuTile> For(int? rows, int? columns) =>
        [.. s_all.Where((tile, index) => index == 0 || (IsFilled(rows, tile) && IsFilled(columns, tile)))];

    private static bool IsFilled(int? lines, GpuTile tile) => lines is null || lines >= tile.Size * 3 / 4;
}
