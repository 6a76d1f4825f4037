using System.Collections.Immutable;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>The tile of a product that a group of threads computes: a call of <c>GpuTiledProduct</c>.</summary>
/// <param name="Name">What the kernel's name ends with.</param>
/// <param name="Thread">What a thread has of it, an <c>IThreadTile</c>.</param>
/// <param name="Rows">Rows of the tile.</param>
/// <param name="Columns">Columns of the tile.</param>
/// <param name="Threads">Threads of the group.</param>
internal sealed record GpuTile(string Name, string Thread, int Rows, int Columns, int Threads)
{
    private const string Deep = "Deep", Deepest = "Deepest";

    /// <summary>Whether only a device with tensor cores runs it.</summary>
    public bool NeedsTensorCores => Thread == "TensorSquares";

    /// <summary>Terms of which each slice of a deep tile has two slabs.</summary>
    private const int FewestOfDeep = 64, FewestOfDeepest = 256;

    /// <summary>Fills a device with a small result: all families have it.</summary>
    private static readonly GpuTile s_deepest = new(Deepest, "SixteenSlices", 16, 16, 256);

    private static readonly ImmutableArray<GpuTile> s_narrow =
        [new("", "OneSquare", 64, 16, 64), new(Deep, "SlicedSquare", 64, 16, 256), s_deepest];

    private static readonly ImmutableArray<GpuTile> s_flat =
        [new("", "OneSquare", 16, 64, 64), new(Deep, "SlicedSquare", 16, 64, 256), s_deepest];

    private static readonly ImmutableArray<GpuTile> s_square =
    [
        new("", "OneSquare", 32, 32, 64), new(Deep, "SlicedSquare", 32, 32, 256), s_deepest,
        new("Medium", "FourSquares", 64, 64, 64), new("MediumTensor", "TensorSquares", 64, 64, 64),
        new("Large", "FourSquares", 128, 128, 256), new("LargeTensor", "TensorSquares", 128, 128, 256),
    ];

    /// <summary>All of them.</summary>
    public static ImmutableArray<GpuTile> All { get; } = [.. s_narrow, .. s_flat, .. s_square];

    /// <summary>
    /// The tiles that a result fills, from the smallest: a tile that is larger computes what nobody stores, one that is smaller
    /// reads the operands more often. Which of them runs depends on the batch.
    /// </summary>
    /// <param name="rows">Rows of the result; null where they depend on the batch.</param>
    /// <param name="columns">Columns of the result; null likewise.</param>
    /// <param name="depth">Terms of a sum; null likewise.</param>
    public static ImmutableArray<GpuTile> For(int? rows, int? columns, int? depth)
    {
        var tiles = columns <= s_narrow[0].Columns ? s_narrow
            : rows <= s_flat[0].Rows ? s_flat
            : s_square.Where(tile => tile.Rows <= s_square[0].Rows || (IsFilled(rows, tile.Rows) && IsFilled(columns, tile.Columns)));
        return [.. tiles.Where(tile => tile.Name switch
        {
            Deep => depth is null or >= FewestOfDeep,
            Deepest => depth >= FewestOfDeepest, // Sums over a batch are taken in parts.
            _ => true,
        })];
    }

    private static bool IsFilled(int? lines, int ofTile) => lines is null || lines >= ofTile * 3 / 4;
}
