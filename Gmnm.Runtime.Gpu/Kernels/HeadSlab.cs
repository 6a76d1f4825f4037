using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// As many rows of a head as a group has threads, in shared memory, each filled up with zeros to whole fours. Rows are an odd
/// number of fours apart: threads that read a row each meet in no bank.
/// </summary>
/// <param name="memory">The rows.</param>
/// <param name="size">Features of a row.</param>
/// <param name="threads">Threads of the group.</param>
public readonly struct HeadSlab(ArrayView<float> memory, int size, int threads)
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
    /// <typeparam name="TFeatures">As many features as a row has.</typeparam>
    /// <typeparam name="TRows">How rows are read.</typeparam>
    /// <param name="source">The first row of the matrix.</param>
    /// <param name="stride">Floats from a row to the next.</param>
    /// <param name="first">The slab's first row.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="aligned">Whether each row starts at a multiple of four floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TFeatures Load<TFeatures, TRows>(Place source, int stride, int first, int rows, bool aligned)
        where TFeatures : struct, IHeadFeatures<TFeatures>
        where TRows : struct, IHeadRows =>
        TFeatures.LoadPart<TRows>(this, new HeadRows(source, stride, first, rows, aligned), 0);

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

    /// <summary>A four of a thread's part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Quad LoadFour<TRows>(HeadRows rows, int turn)
        where TRows : struct, IHeadRows
    {
        var (row, column) = Place(turn);
        return TRows.Load(rows, row, column, size, threads);
    }

    /// <summary>Stores a four of a thread's part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void StoreFour(Quad four, int turn)
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
