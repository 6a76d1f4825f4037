using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>4 × 4 sums: 16 multiply-adds for two loads of 16 bytes from shared memory. A field for each row.</summary>
internal struct SquareOfFour : IThreadSums<SquareOfFour>
{
    private Quad _first, _second, _third, _fourth;

    /// <inheritdoc/>
    public static int Side => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SquareOfFour Add(SharedFours left, int row, int rowHalf, SharedFours right, int column, int columnHalf) =>
        Add(left[row], right[column]);

    /// <summary>The sums with the products of four rows and four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SquareOfFour Add(Quad rows, Quad columns)
    {
        var sums = this;
        sums._first = Quad.MultiplyAdd(rows.A, columns, sums._first);
        sums._second = Quad.MultiplyAdd(rows.B, columns, sums._second);
        sums._third = Quad.MultiplyAdd(rows.C, columns, sums._third);
        sums._fourth = Quad.MultiplyAdd(rows.D, columns, sums._fourth);
        return sums;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TEpilogue>(TEpilogue epilogue, int row, int rowHalf, int rows, int column, int columnHalf, int columns)
        where TEpilogue : struct, IProductEpilogue => Store(epilogue, row, rows, column, columns);

    /// <inheritdoc cref="IThreadSums{TSelf}.Store"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TEpilogue>(TEpilogue epilogue, int row, int rows, int column, int columns)
        where TEpilogue : struct, IProductEpilogue
    {
        if (column < columns)
        {
            StoreRow(epilogue, _first, row, rows, column);
            StoreRow(epilogue, _second, row + 1, rows, column);
            StoreRow(epilogue, _third, row + 2, rows, column);
            StoreRow(epilogue, _fourth, row + 3, rows, column);
        }
    }

    /// <summary>Keeps each row in shared memory, for other threads.</summary>
    /// <param name="fours">Shared memory.</param>
    /// <param name="first">Which four of it takes the first row.</param>
    /// <param name="apart">Fours to that of the next row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Keep(ArrayView<float> fours, int first, int apart)
    {
        AttentionTile.Store(fours, first, _first);
        AttentionTile.Store(fours, first + apart, _second);
        AttentionTile.Store(fours, first + (2 * apart), _third);
        AttentionTile.Store(fours, first + (3 * apart), _fourth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TEpilogue>(TEpilogue epilogue, Quad sums, int row, int rows, int column)
        where TEpilogue : struct, IProductEpilogue
    {
        if (row < rows)
        {
            epilogue.Store(sums, row, column);
        }
    }
}
