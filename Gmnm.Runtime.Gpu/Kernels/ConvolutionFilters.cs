using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// The left side of a convolution's input gradient: lines are the channels of a group, the depth is filter, row and column of
/// the kernel.
/// </summary>
/// <param name="weight">[filters of the group, channels, taps]: the group's first filter.</param>
/// <param name="channels">Channels of a group.</param>
/// <param name="taps">Elements of the kernel in one channel.</param>
public readonly struct ConvolutionFilters(Place weight, int channels, int taps) : IOperand
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Load(int line, int depth) => weight[(((depth / taps * channels) + line) * taps) + (depth % taps)];
}
