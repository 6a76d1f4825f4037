using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// 4 × 4 sums, a field for each row. Larger structs are avoided: ILGPU follows each field of a struct through each change of
/// one of them.
/// </summary>
public struct SquareOfFour
{
    internal Quad First, Second, Third, Fourth;

    /// <summary>Adds the products of four rows and four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Quad rows, Quad columns)
    {
        First.Add(rows.A, columns);
        Second.Add(rows.B, columns);
        Third.Add(rows.C, columns);
        Fourth.Add(rows.D, columns);
    }

    /// <summary>Adds the products of a slab of eight places along the depth, in straight code: ILGPU unrolls nothing.</summary>
    /// <param name="rows">The rows at the first place.</param>
    /// <param name="rowStride">Fours to the next place.</param>
    /// <param name="columns">The columns at the first place.</param>
    /// <param name="columnStride">Fours to the next place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddSlab(SharedFours rows, int rowStride, SharedFours columns, int columnStride)
    {
        Add(rows[0], columns[0]);
        Add(rows[rowStride], columns[columnStride]);
        Add(rows[2 * rowStride], columns[2 * columnStride]);
        Add(rows[3 * rowStride], columns[3 * columnStride]);
        Add(rows[4 * rowStride], columns[4 * columnStride]);
        Add(rows[5 * rowStride], columns[5 * columnStride]);
        Add(rows[6 * rowStride], columns[6 * columnStride]);
        Add(rows[7 * rowStride], columns[7 * columnStride]);
    }

    /// <summary>Hands those that are within bounds to an epilogue, four at a time.</summary>
    /// <param name="epilogue">Takes them.</param>
    /// <param name="row">The first row.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="column">The first column.</param>
    /// <param name="columns">Columns of the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TEpilogue>(TEpilogue epilogue, int row, int rows, int column, int columns)
        where TEpilogue : struct, IProductEpilogue
    {
        if (column < columns)
        {
            StoreRow(epilogue, First, row, rows, column);
            StoreRow(epilogue, Second, row + 1, rows, column);
            StoreRow(epilogue, Third, row + 2, rows, column);
            StoreRow(epilogue, Fourth, row + 3, rows, column);
        }
    }

    /// <summary>Adds those of another lane, in both of the two; all lanes take part.</summary>
    /// <param name="apart">How far it is, a power of two.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddLane(int apart)
    {
        First.AddLane(apart);
        Second.AddLane(apart);
        Third.AddLane(apart);
        Fourth.AddLane(apart);
    }

    /// <summary>Keeps each row in shared memory, for other threads.</summary>
    /// <param name="fours">Shared memory.</param>
    /// <param name="first">Which four of it takes the first row.</param>
    /// <param name="apart">Fours to that of the next row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Keep(ArrayView<float> fours, int first, int apart)
    {
        AttentionTile.Store(fours, first, First);
        AttentionTile.Store(fours, first + apart, Second);
        AttentionTile.Store(fours, first + (2 * apart), Third);
        AttentionTile.Store(fours, first + (3 * apart), Fourth);
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
