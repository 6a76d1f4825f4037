using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>Each row starts at a multiple of four floats, and each group reads as many rows as it has threads.</summary>
public readonly struct WholeRows : IHeadRows
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad Load(HeadRows rows, int row, int column, int size, int threads) =>
        rows.Source.LoadFour(((rows.First + row) * rows.Stride) + column);
}
