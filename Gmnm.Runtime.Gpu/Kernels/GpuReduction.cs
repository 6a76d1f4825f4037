using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>Sums and maxima over threads, always in the same order: the same numbers give the same bits.</summary>
public static class GpuReduction
{
    /// <summary>The sum over the warp, for each of its threads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float WarpSum(float value)
    {
        value += Warp.ShuffleXor(value, 16);
        value += Warp.ShuffleXor(value, 8);
        value += Warp.ShuffleXor(value, 4);
        value += Warp.ShuffleXor(value, 2);
        return value + Warp.ShuffleXor(value, 1);
    }

    /// <summary>The greatest of the warp, for each of its threads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float WarpMax(float value)
    {
        value = GpuMath.Max(value, Warp.ShuffleXor(value, 16));
        value = GpuMath.Max(value, Warp.ShuffleXor(value, 8));
        value = GpuMath.Max(value, Warp.ShuffleXor(value, 4));
        value = GpuMath.Max(value, Warp.ShuffleXor(value, 2));
        return GpuMath.Max(value, Warp.ShuffleXor(value, 1));
    }

    /// <summary>Not 0 where the value of some thread of the warp is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WarpAny(int value)
    {
        value |= Warp.ShuffleXor(value, 16);
        value |= Warp.ShuffleXor(value, 8);
        value |= Warp.ShuffleXor(value, 4);
        value |= Warp.ShuffleXor(value, 2);
        return value | Warp.ShuffleXor(value, 1);
    }

    /// <summary>The sum over a group of at most 256 threads, for each of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float GroupSum(float value)
    {
        var sums = SharedMemory.Allocate1D<float>(8);
        value = WarpSum(value);
        if (GpuGrid.Lane == 0)
        {
            sums[Group.IdxX / GpuGrid.Warp] = value;
        }

        Group.Barrier();
        var sum = sums[0];
        for (var warp = 1; warp < Group.DimX / GpuGrid.Warp; warp++)
        {
            sum += sums[warp];
        }

        Group.Barrier();
        return sum;
    }

    /// <summary>The greatest of a group of at most 256 threads, for each of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float GroupMax(float value)
    {
        var greatest = SharedMemory.Allocate1D<float>(8);
        value = WarpMax(value);
        if (GpuGrid.Lane == 0)
        {
            greatest[Group.IdxX / GpuGrid.Warp] = value;
        }

        Group.Barrier();
        var result = greatest[0];
        for (var warp = 1; warp < Group.DimX / GpuGrid.Warp; warp++)
        {
            result = GpuMath.Max(result, greatest[warp]);
        }

        Group.Barrier();
        return result;
    }

    /// <summary>
    /// In a group of at most 256 threads, so many of which are side by side: the sum over the threads below each other, for
    /// the first of them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LaneSum(float value, int lanes)
    {
        var sums = SharedMemory.Allocate1D<float>(256);
        sums[Group.IdxX] = value;
        Group.Barrier();
        var lane = Group.IdxX % lanes;
        var sum = sums[lane];
        for (var place = lane + lanes; place < Group.DimX; place += lanes)
        {
            sum += sums[place];
        }

        Group.Barrier();
        return sum;
    }

    /// <summary>The same for the greatest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LaneMax(float value, int lanes)
    {
        var greatest = SharedMemory.Allocate1D<float>(256);
        greatest[Group.IdxX] = value;
        Group.Barrier();
        var lane = Group.IdxX % lanes;
        var result = greatest[lane];
        for (var place = lane + lanes; place < Group.DimX; place += lanes)
        {
            result = GpuMath.Max(result, greatest[place]);
        }

        Group.Barrier();
        return result;
    }
}
