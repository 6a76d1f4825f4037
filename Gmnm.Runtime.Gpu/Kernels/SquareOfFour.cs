using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// 4 × 4 sums, a field for each row. Larger structs are avoided: ILGPU follows each field of a struct through each change of
/// one of them.
/// </summary>
public struct SquareOfFour
{
    private Quad _first, _second, _third, _fourth;

    /// <summary>Adds the products of four rows and four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Quad rows, Quad columns)
    {
        _first.Add(rows.A, columns);
        _second.Add(rows.B, columns);
        _third.Add(rows.C, columns);
        _fourth.Add(rows.D, columns);
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
            StoreRow(epilogue, _first, row, rows, column);
            StoreRow(epilogue, _second, row + 1, rows, column);
            StoreRow(epilogue, _third, row + 2, rows, column);
            StoreRow(epilogue, _fourth, row + 3, rows, column);
        }
    }

    /// <summary>Adds those of another lane, in both of the two; all lanes take part.</summary>
    /// <param name="apart">How far it is, a power of two.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddLane(int apart)
    {
        _first.AddLane(apart);
        _second.AddLane(apart);
        _third.AddLane(apart);
        _fourth.AddLane(apart);
    }

    /// <summary>Keeps each row in shared memory, for other threads.</summary>
    /// <param name="fours">Shared memory.</param>
    /// <param name="first">Which four of it takes the first row.</param>
    /// <param name="apart">Fours to that of the next row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Keep(ArrayView<float> fours, int first, int apart)
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
