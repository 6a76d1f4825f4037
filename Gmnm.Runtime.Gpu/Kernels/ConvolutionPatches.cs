using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// The right side of a convolution: lines are the positions of all samples [samples · OutputHeight · OutputWidth], the depth
/// is channel, row and column of the kernel. Gathered from the images; padding is 0. The left side is the filters as they
/// lie, a <see cref="LineMajor"/>.
/// </summary>
/// <param name="window">Extents, with the channels of all groups.</param>
/// <param name="input">[samples, C, H, W].</param>
/// <param name="firstChannel">First channel of the group.</param>
public readonly struct ConvolutionPatches(GpuWindow window, Place input, int firstChannel) : IOperand
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Load(int line, int depth)
    {
        var (sample, position) = (line / window.Positions, line % window.Positions);
        var (channel, tap) = (depth / window.Taps, depth % window.Taps);
        var row = window.InputRow(position / window.OutputWidth, tap / window.KernelWidth);
        var column = window.InputColumn(position % window.OutputWidth, tap % window.KernelWidth);
        return input.Where(
            window.Contains(row, column),
            (((sample * window.Channels) + firstChannel + channel) * window.Pixels) + (row * window.Width) + column,
            otherwise: 0f);
    }
}
