using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// What each window sees, as a row: [samples, C, H, W] becomes [samples, OutputHeight · OutputWidth, C · KernelHeight ·
/// KernelWidth], ordered by channel, row and column of the kernel. A thread for each element of the result. Bound by memory.
/// </summary>
public static class ImagePatches
{
    /// <summary>Gathers the patches; padding is 0.</summary>
    /// <param name="window">Extents.</param>
    /// <param name="samples">Images.</param>
    /// <param name="input">[samples, C, H, W].</param>
    /// <param name="patches">[samples, OutputHeight · OutputWidth, C · KernelHeight · KernelWidth]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gather(GpuWindow window, int samples, Place input, Place patches)
    {
        var length = window.Channels * window.Taps;
        var source = new ConvolutionPatches(window, input, 0);
        for (var i = GpuGrid.First; i < samples * window.Positions * length; i += GpuGrid.Stride)
        {
            patches[i] = source.Load(i / length, i % length);
        }
    }

    /// <summary>The adjoint of <see cref="Gather"/>: adds up what each element of the image gave to patches.</summary>
    /// <param name="window">Extents.</param>
    /// <param name="samples">Images.</param>
    /// <param name="patches">[samples, OutputHeight · OutputWidth, C · KernelHeight · KernelWidth].</param>
    /// <param name="result">[samples, C, H, W]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(GpuWindow window, int samples, Place patches, Place result)
    {
        var length = window.Channels * window.Taps;
        for (var i = GpuGrid.First; i < samples * window.Channels * window.Pixels; i += GpuGrid.Stride)
        {
            var (plane, pixel) = (i / window.Pixels, i % window.Pixels);
            var (row, column) = (pixel / window.Width, pixel % window.Width);
            var first = (plane / window.Channels * window.Positions * length) + (plane % window.Channels * window.Taps);
            var sum = 0f;
            for (var tap = 0; tap < window.Taps; tap++)
            {
                var outputRow = window.OutputRow(row, tap / window.KernelWidth);
                var outputColumn = window.OutputColumn(column, tap % window.KernelWidth);
                sum += patches.Where((outputRow | outputColumn) >= 0, first + (((outputRow * window.OutputWidth) + outputColumn) * length) + tap, otherwise: 0f);
            }

            result[i] = sum;
        }
    }
}
