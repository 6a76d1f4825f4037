using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace Gmnm.Gpu.Kernels;

/// <summary>Fours of shared memory from a place on: an index that is constant is part of the load.</summary>
/// <param name="fours">The fours.</param>
public readonly struct SharedFours(ArrayView<Quad> fours)
{
    /// <summary>The fours of shared memory from one of them on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SharedFours Of(ArrayView<float> memory, int first) => new(memory.Cast<Quad>().AsAligned(16).SubView(first));

    /// <summary>A four.</summary>
    public Quad this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => fours[index];
    }

    /// <summary>The same fours, further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SharedFours From(int first) => new(fours.SubView(first));

    /// <summary>Writes a four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Store(int index, Quad four) => fours[index] = four;
}
