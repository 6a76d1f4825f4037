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
}
