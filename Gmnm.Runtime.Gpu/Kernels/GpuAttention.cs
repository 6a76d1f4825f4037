using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// The extents and options of an attention, all of them constants. A warp has four queries, or four keys, and in
/// <see cref="RowAttention"/> one for each thread; its group has <see cref="Warps"/> of them.
/// </summary>
/// <param name="queries">Queries of a sequence.</param>
/// <param name="keys">Keys, and values, of a sequence.</param>
/// <param name="heads">Heads, side by side in a row.</param>
/// <param name="size">Features of a query and of a key in a head.</param>
/// <param name="valueSize">Features of a value in a head.</param>
/// <param name="scale">Factor of the products of queries and keys.</param>
/// <param name="causal">Whether a query sees no key after its own place.</param>
/// <param name="warps">
/// Warps of a group: with both sizes rounded up to a multiple of 32, 8 where they are 128 together, 4 up to 320, 2 up to 672
/// and 1 up to 1376. More do not fit into 48 KB of shared memory. For <see cref="RowAttention"/> 1 or 2.
/// </param>
/// <param name="aligned">
/// Whether both sizes and the starts of queries, keys, values, results and their gradients are multiples of four floats.
/// </param>
public readonly struct GpuAttention(
    int queries, int keys, int heads, int size, int valueSize, float scale, bool causal, int warps, bool aligned = false)
{
    /// <summary>Queries, or keys, of a warp of <see cref="FusedAttention"/>.</summary>
    public const int RowsOfWarp = 4;

    /// <summary>Queries of a sequence.</summary>
    public int Queries { get; } = queries;

    /// <summary>Keys of a sequence.</summary>
    public int Keys { get; } = keys;

    /// <summary>Heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Features of a query and of a key in a head.</summary>
    public int Size { get; } = size;

    /// <summary>Features of a value in a head.</summary>
    public int ValueSize { get; } = valueSize;

    /// <summary>Factor of the products.</summary>
    public float Scale { get; } = scale;

    /// <summary>Whether a query sees no key after its own place.</summary>
    public bool Causal { get; } = causal;

    /// <summary>Warps of a group.</summary>
    public int Warps { get; } = warps;

    /// <summary>Whether rows are read by fours.</summary>
    public bool Aligned { get; } = aligned;

    /// <summary>Threads of a group.</summary>
    public int Threads => Warps * GpuGrid.Warp;

    /// <summary>Floats from a query, or a key, to the next.</summary>
    public int Stride => Heads * Size;

    /// <summary>Floats from a value, or a result, to the next.</summary>
    public int ValueStride => Heads * ValueSize;

    /// <summary>The size in whole warps.</summary>
    public int PaddedSize => (Size + GpuGrid.Warp - 1) / GpuGrid.Warp * GpuGrid.Warp;

    /// <summary>The size of values in whole warps.</summary>
    public int PaddedValueSize => (ValueSize + GpuGrid.Warp - 1) / GpuGrid.Warp * GpuGrid.Warp;

    /// <summary>Queries, or keys, of a group of <see cref="FusedAttention"/>.</summary>
    public int RowsOfGroup => Warps * RowsOfWarp;

    /// <summary>Groups that have the queries of one head.</summary>
    public int QueryTiles => (Queries + RowsOfGroup - 1) / RowsOfGroup;

    /// <summary>Groups that have the keys of one head.</summary>
    public int KeyTiles => (Keys + RowsOfGroup - 1) / RowsOfGroup;

    /// <summary>The first query of a sample and a head.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Query(int sample, int head) => (sample * Queries * Stride) + (head * Size);

    /// <summary>The first key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Key(int sample, int head) => (sample * Keys * Stride) + (head * Size);

    /// <summary>The first value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Value(int sample, int head) => (sample * Keys * ValueStride) + (head * ValueSize);

    /// <summary>The first row of results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Mixed(int sample, int head) => (sample * Queries * ValueStride) + (head * ValueSize);
}
