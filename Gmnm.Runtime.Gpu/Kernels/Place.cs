using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Util;

namespace Gmnm.Gpu.Kernels;

/// <summary>Where a tensor starts in a block of device memory.</summary>
/// <param name="block">The block.</param>
/// <param name="start">Its first element.</param>
public readonly struct Place(ArrayView<float> block, int start)
{
    /// <summary>An element, counted from the tensor's first.</summary>
    public float this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => block[start + index];
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => block[start + index] = value;
    }

    /// <summary>An element where there is one, else another number. The first is read in its place: no branch, so that several loads are on their way at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Where(bool isThere, int index, float otherwise) => Utilities.Select(isThere, this[Utilities.Select(isThere, index, 0)], otherwise);

    /// <summary>Reads four neighbours together. The tensor's start and <paramref name="index"/> are multiples of 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Quad LoadFour(int index) => block.Cast<Quad>().AsAligned(16)[(start + index) >> 2];

    /// <summary>Writes four neighbours together. The tensor's start and <paramref name="index"/> are multiples of 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreFour(int index, Quad values) => block.Cast<Quad>().AsAligned(16)[(start + index) >> 2] = values;

    /// <summary>The same block, further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Place From(int offset) => new(block, start + offset);
}
