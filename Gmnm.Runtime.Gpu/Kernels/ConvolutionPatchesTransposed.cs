using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// The right side of a convolution's weight gradient: <see cref="ConvolutionPatches"/> whose lines are channel, row and
/// column of the kernel, and whose depth is the positions of all samples. The left side is <see cref="ConvolutionOutputs"/>.
/// </summary>
/// <param name="window">Extents, with the channels of all groups.</param>
/// <param name="input">[samples, C, H, W].</param>
/// <param name="firstChannel">First channel of the group.</param>
public readonly struct ConvolutionPatchesTransposed(GpuWindow window, Place input, int firstChannel) : IOperand
{
    private readonly ConvolutionPatches _patches = new(window, input, firstChannel);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Load(int line, int depth) => _patches.Load(depth, line);
}
