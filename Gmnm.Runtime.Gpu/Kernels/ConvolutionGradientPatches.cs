using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// The right side of a convolution's input gradient: lines are the elements of a channel in all samples [samples · H · W],
/// the depth is filter, row and column of the kernel. An element gathers from the windows that see it; 0 where none does.
/// The left side is <see cref="ConvolutionFilters"/>.
/// </summary>
/// <param name="window">Extents.</param>
/// <param name="outputGradient">[samples, filters, OutputHeight, OutputWidth].</param>
/// <param name="filters">Filters of all groups.</param>
/// <param name="firstFilter">First filter of the group.</param>
public readonly struct ConvolutionGradientPatches(GpuWindow window, Place outputGradient, int filters, int firstFilter)
    : IOperand
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Load(int line, int depth)
    {
        var (sample, pixel) = (line / window.Pixels, line % window.Pixels);
        var (filter, tap) = (depth / window.Taps, depth % window.Taps);
        var row = window.OutputRow(pixel / window.Width, tap / window.KernelWidth);
        var column = window.OutputColumn(pixel % window.Width, tap % window.KernelWidth);
        return outputGradient.Where(
            (row | column) >= 0,
            (((sample * filters) + firstFilter + filter) * window.Positions) + (row * window.OutputWidth) + column,
            otherwise: 0f);
    }
}
