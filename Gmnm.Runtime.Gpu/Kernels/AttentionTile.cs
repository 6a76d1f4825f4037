using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// The two products that attention is made of. A group has 32 rows of a matrix at a time in shared memory, a slab of 32 of
/// their features after the other; each warp multiplies them by its own four rows, which lie in shared memory as fours.
/// Both are bound by the loads from shared memory, two for four multiply-adds.
/// </summary>
internal static class AttentionTile
{
    /// <summary>Floats between rows of a slab: lanes that read four floats of a row each meet in no bank.</summary>
    private const int Stride = GpuGrid.Warp + 4;

    /// <summary>Floats of a slab.</summary>
    internal const int Length = GpuGrid.Warp * Stride;

    /// <summary>Copies four rows to shared memory as fours, a four for each feature; zeros beyond rows and features.</summary>
    /// <param name="source">The first row of the matrix.</param>
    /// <param name="stride">Floats from a row to the next.</param>
    /// <param name="row">The first of the four.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="size">Features.</param>
    /// <param name="padded">Features in whole warps.</param>
    /// <param name="fours">Takes them.</param>
    /// <param name="start">The first four of this warp.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void LoadFours(
        Place source, int stride, int row, int rows, int size, int padded, ArrayView<float> fours, int start)
    {
        for (var i = GpuGrid.Lane; i < padded; i += GpuGrid.Warp)
        {
            for (var r = 0; r < 4; r++)
            {
                fours[((start + i) * 4) + r] = i < size && row + r < rows ? source[((row + r) * stride) + i] : 0f;
            }
        }
    }

    /// <summary>Zeros in the four of each feature.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ClearFours(int padded, ArrayView<float> fours, int start)
    {
        for (var i = GpuGrid.Lane; i < padded; i += GpuGrid.Warp)
        {
            Store(fours, start + i, default);
        }
    }

    /// <summary>Writes fours back as four rows, each times a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreFours(
        ArrayView<float> fours, int start, int size, Quad factors, Place target, int stride, int row, int rows)
    {
        for (var i = GpuGrid.Lane; i < size; i += GpuGrid.Warp)
        {
            var four = Load(fours, start + i);
            StoreRow(target, stride, row, rows, i, four.A * factors.A);
            StoreRow(target, stride, row + 1, rows, i, four.B * factors.B);
            StoreRow(target, stride, row + 2, rows, i, four.C * factors.C);
            StoreRow(target, stride, row + 3, rows, i, four.D * factors.D);
        }
    }

    /// <summary>The products of the lane's row of the tile and the warp's four rows.</summary>
    /// <param name="slab"><see cref="Length"/> floats.</param>
    /// <param name="source">The first row of the matrix.</param>
    /// <param name="stride">Floats from a row to the next.</param>
    /// <param name="first">The tile's first row.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="size">Features.</param>
    /// <param name="fours">The four rows.</param>
    /// <param name="start">The first four of this warp.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Quad Products(
        ArrayView<float> slab, Place source, int stride, int first, int rows, int size, ArrayView<float> fours, int start)
    {
        Quad sums = default;
        for (var feature = 0; feature < size; feature += GpuGrid.Warp)
        {
            Fill(slab, source, stride, first, rows, feature, size);
            Group.Barrier();
            var own = GpuGrid.Lane * Stride / 4;
            for (var i = 0; i < GpuGrid.Warp && feature + i < size; i += 4)
            {
                var row = Load(slab, own + (i / 4));
                sums.Add(row.A, Load(fours, start + feature + i));
                sums.Add(row.B, Load(fours, start + feature + i + 1));
                sums.Add(row.C, Load(fours, start + feature + i + 2));
                sums.Add(row.D, Load(fours, start + feature + i + 3));
            }

            Group.Barrier();
        }

        return sums;
    }

    /// <summary>Shrinks the sums and adds the tile's rows to them, each with four weights.</summary>
    /// <param name="slab"><see cref="Length"/> floats.</param>
    /// <param name="source">The first row of the matrix.</param>
    /// <param name="stride">Floats from a row to the next.</param>
    /// <param name="first">The tile's first row.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="size">Features.</param>
    /// <param name="weights">The weights, a four for each row of the tile and each warp.</param>
    /// <param name="weight">The first four of this warp.</param>
    /// <param name="factors">What the sums shrink by.</param>
    /// <param name="sums">The sums, a four for each feature.</param>
    /// <param name="sum">The first four of this warp.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Mix(
        ArrayView<float> slab, Place source, int stride, int first, int rows, int size,
        ArrayView<float> weights, int weight, Quad factors, ArrayView<float> sums, int sum)
    {
        for (var feature = 0; feature < size; feature += GpuGrid.Warp)
        {
            Fill(slab, source, stride, first, rows, feature, size);
            Group.Barrier();
            var lane = GpuGrid.Lane;
            var before = Load(sums, sum + feature + lane);
            var mixed = new Quad(
                before.A * factors.A, before.B * factors.B, before.C * factors.C, before.D * factors.D);
            for (var row = 0; row < GpuGrid.Warp; row++)
            {
                mixed.Add(slab[(row * Stride) + lane], Load(weights, weight + row));
            }

            Store(sums, sum + feature + lane, mixed);
            Group.Barrier();
        }
    }

    /// <summary>A four of shared memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Quad Load(ArrayView<float> fours, int index) => fours.Cast<Quad>().AsAligned(16)[index];

    /// <summary>Writes a four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(ArrayView<float> fours, int index, Quad four) => fours.Cast<Quad>().AsAligned(16)[index] = four;

    /// <summary>Reads a slab of 32 rows and features, zeros where the matrix ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(ArrayView<float> slab, Place source, int stride, int first, int rows, int feature, int size)
    {
        for (var i = Group.IdxX; i < GpuGrid.Warp * GpuGrid.Warp; i += Group.DimX)
        {
            var (row, column) = (i / GpuGrid.Warp, i % GpuGrid.Warp);
            slab[(row * Stride) + column] = first + row < rows && feature + column < size
                ? source[((first + row) * stride) + feature + column]
                : 0f;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(Place target, int stride, int row, int rows, int feature, float value)
    {
        if (row < rows)
        {
            target[(row * stride) + feature] = value;
        }
    }
}
