using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Util;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// As many rows of a head as a group has threads, in shared memory, each filled up with zeros to whole fours. Rows are an odd
/// number of fours apart: threads that read a row each meet in no bank.
/// </summary>
/// <param name="memory">The rows.</param>
/// <param name="size">Features of a row.</param>
/// <param name="threads">Threads of the group.</param>
internal readonly struct HeadSlab(ArrayView<float> memory, int size, int threads)
{
    private int Fours => (size + 3) / 4;

    private int Apart => Fours | 1;

    /// <summary>Room for a slab.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static HeadSlab Of(int size, int threads) =>
        new(SharedMemory.Allocate1D<float>(threads * (((size + 3) / 4) | 1) * 4), size, threads);

    /// <summary>A row, or one of those that come after it: a number of them that is constant is part of the load.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SharedFours Row(int row, int next = 0) => SharedFours.Of(memory, row * Apart).From(next * Apart);

    /// <summary>
    /// Reads a thread's part of rows of a matrix, zeros beyond its end. It is as long as a row: fours as far from each other
    /// as there are threads. All of it is on its way at once, since nothing is stored in between.
    /// </summary>
    /// <param name="source">The first row of the matrix.</param>
    /// <param name="stride">Floats from a row to the next.</param>
    /// <param name="first">The slab's first row.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="aligned">Whether each row starts at a multiple of four floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal HeadFeatures Load(Place source, int stride, int first, int rows, bool aligned) => new(
        LoadHalf(source, stride, first, rows, aligned, 0), Fours > 4 ? LoadHalf(source, stride, first, rows, aligned, 4) : default);

    /// <summary>Stores a thread's part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Store(HeadFeatures part)
    {
        StoreHalf(part.Low, 0);
        if (Fours > 4)
        {
            StoreHalf(part.High, 4);
        }
    }

    /// <summary>Writes rows of a matrix, all threads together.</summary>
    /// <param name="target">The first row of the matrix.</param>
    /// <param name="stride">Floats from a row to the next.</param>
    /// <param name="first">The slab's first row.</param>
    /// <param name="rows">Rows of the matrix.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Drain(Place target, int stride, int first, int rows)
    {
        for (var turn = 0; turn < size; turn++)
        {
            var place = (uint)((turn * threads) + Group.IdxX);
            var (row, column) = ((int)(place / (uint)size), (int)(place % (uint)size));
            if (first + row < rows)
            {
                target[((first + row) * stride) + column] = memory[(row * Apart * 4) + column];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SixteenFeatures LoadHalf(Place source, int stride, int first, int rows, bool aligned, int turn) => new(
        LoadFour(source, stride, first, rows, aligned, turn),
        Fours > turn + 1 ? LoadFour(source, stride, first, rows, aligned, turn + 1) : default,
        Fours > turn + 2 ? LoadFour(source, stride, first, rows, aligned, turn + 2) : default,
        Fours > turn + 3 ? LoadFour(source, stride, first, rows, aligned, turn + 3) : default);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StoreHalf(SixteenFeatures half, int turn)
    {
        StoreFour(half.First, turn);
        if (Fours > turn + 1)
        {
            StoreFour(half.Second, turn + 1);
        }

        if (Fours > turn + 2)
        {
            StoreFour(half.Third, turn + 2);
        }

        if (Fours > turn + 3)
        {
            StoreFour(half.Fourth, turn + 3);
        }
    }

    /// <summary>A four of the thread's part. Nothing of this branches, so that loads need not wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Quad LoadFour(Place source, int stride, int first, int rows, bool aligned, int turn)
    {
        var (row, column) = Place(turn);
        var near = rows % threads == 0 ? first + row : Math.Min(first + row, rows - 1);
        var start = near * stride;
        var four = aligned
            ? source.LoadFour(start + column)
            : new Quad(
                LoadOne(source, start, column), LoadOne(source, start, column + 1),
                LoadOne(source, start, column + 2), LoadOne(source, start, column + 3));
        return rows % threads == 0 ? four : new(
            Utilities.Select(first + row == near, four.A, 0f), Utilities.Select(first + row == near, four.B, 0f),
            Utilities.Select(first + row == near, four.C, 0f), Utilities.Select(first + row == near, four.D, 0f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float LoadOne(Place source, int start, int column)
    {
        var value = source[start + Math.Min(column, size - 1)];
        return size % 4 == 0 ? value : Utilities.Select(column < size, value, 0f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StoreFour(Quad four, int turn)
    {
        var (row, column) = Place(turn);
        AttentionTile.Store(memory, (row * Apart) + (column / 4), four);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (int Row, int Column) Place(int turn)
    {
        var place = (uint)((turn * threads) + Group.IdxX);
        return ((int)(place / (uint)Fours), 4 * (int)(place % (uint)Fours));
    }
}
