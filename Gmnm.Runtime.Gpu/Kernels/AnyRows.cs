using System.Runtime.CompilerServices;
using ILGPU.Util;

namespace Gmnm.Gpu.Kernels;

/// <summary>Rows that start anywhere, with zeros beyond the end of the matrix.</summary>
public readonly struct AnyRows : IHeadRows
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad Load(HeadRows rows, int row, int column, int size, int threads)
    {
        var wanted = rows.First + row;
        var near = rows.Count % threads == 0 ? wanted : Math.Min(wanted, rows.Count - 1);
        var start = near * rows.Stride;
        var four = rows.Aligned
            ? rows.Source.LoadFour(start + column)
            : new Quad(
                LoadOne(rows, start, column, size), LoadOne(rows, start, column + 1, size),
                LoadOne(rows, start, column + 2, size), LoadOne(rows, start, column + 3, size));
        return rows.Count % threads == 0 ? four : four.Where(wanted == near);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float LoadOne(HeadRows rows, int start, int column, int size)
    {
        var value = rows.Source[start + Math.Min(column, size - 1)];
        return size % 4 == 0 ? value : Utilities.Select(column < size, value, 0f);
    }
}
