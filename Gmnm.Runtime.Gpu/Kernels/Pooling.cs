using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// The greatest element or the mean of each window, channel by channel. A thread for each element of the result, which
/// gathers: gradients look at the windows that see an element, so that no two threads add to one. Bound by memory.
/// </summary>
public static class Pooling
{
    /// <summary>The greatest element of each window; padding does not count.</summary>
    /// <param name="window">Extents.</param>
    /// <param name="samples">Images.</param>
    /// <param name="input">[samples, C, H, W].</param>
    /// <param name="output">[samples, C, OutputHeight, OutputWidth]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Maximum(GpuWindow window, int samples, Place input, Place output)
    {
        for (var i = GpuGrid.First; i < samples * window.Channels * window.Positions; i += GpuGrid.Stride)
        {
            var plane = input.From(i / window.Positions * window.Pixels);
            var (outputRow, outputColumn) = (i % window.Positions / window.OutputWidth, i % window.OutputWidth);
            var greatest = float.NegativeInfinity;
            for (var tap = 0; tap < window.Taps; tap++)
            {
                var row = window.InputRow(outputRow, tap / window.KernelWidth);
                var column = window.InputColumn(outputColumn, tap % window.KernelWidth);
                if (window.Contains(row, column))
                {
                    greatest = GpuMath.Max(greatest, plane[(row * window.Width) + column]);
                }
            }

            output[i] = greatest;
        }
    }

    /// <summary>
    /// The gradient of <see cref="Maximum"/>: goes to the first of the greatest elements of a window, row by row. An element
    /// that equals a window's greatest looks at those before it: the square of the window's elements at worst.
    /// </summary>
    /// <param name="window">Extents.</param>
    /// <param name="samples">Images.</param>
    /// <param name="input">[samples, C, H, W].</param>
    /// <param name="output">[samples, C, OutputHeight, OutputWidth], as <see cref="Maximum"/> wrote it.</param>
    /// <param name="outputGradient">As the output.</param>
    /// <param name="inputGradient">As the input; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MaximumGradient(
        GpuWindow window, int samples, Place input, Place output, Place outputGradient, Place inputGradient)
    {
        for (var i = GpuGrid.First; i < samples * window.Channels * window.Pixels; i += GpuGrid.Stride)
        {
            var (plane, pixel) = (i / window.Pixels, i % window.Pixels);
            var (row, column) = (pixel / window.Width, pixel % window.Width);
            var (value, sum) = (input[i], 0f);
            for (var tap = 0; tap < window.Taps; tap++)
            {
                var outputRow = window.OutputRow(row, tap / window.KernelWidth);
                var outputColumn = window.OutputColumn(column, tap % window.KernelWidth);
                var place = (plane * window.Positions) + (outputRow * window.OutputWidth) + outputColumn;
                if (outputRow >= 0 && outputColumn >= 0 && output[place] == value
                    && IsFirst(window, input.From(plane * window.Pixels), outputRow, outputColumn, tap, value))
                {
                    sum += outputGradient[place];
                }
            }

            inputGradient[i] = sum;
        }
    }

    /// <summary>The mean of each window; padding counts as zeros.</summary>
    /// <param name="window">Extents.</param>
    /// <param name="samples">Images.</param>
    /// <param name="input">[samples, C, H, W].</param>
    /// <param name="output">[samples, C, OutputHeight, OutputWidth]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Average(GpuWindow window, int samples, Place input, Place output)
    {
        for (var i = GpuGrid.First; i < samples * window.Channels * window.Positions; i += GpuGrid.Stride)
        {
            var plane = input.From(i / window.Positions * window.Pixels);
            var (outputRow, outputColumn) = (i % window.Positions / window.OutputWidth, i % window.OutputWidth);
            var sum = 0f;
            for (var tap = 0; tap < window.Taps; tap++)
            {
                var row = window.InputRow(outputRow, tap / window.KernelWidth);
                var column = window.InputColumn(outputColumn, tap % window.KernelWidth);
                if (window.Contains(row, column))
                {
                    sum += plane[(row * window.Width) + column];
                }
            }

            output[i] = sum * (1f / window.Taps);
        }
    }

    /// <summary>The adjoint of <see cref="Average"/>.</summary>
    /// <param name="window">Extents.</param>
    /// <param name="samples">Images.</param>
    /// <param name="outputGradient">[samples, C, OutputHeight, OutputWidth].</param>
    /// <param name="inputGradient">[samples, C, H, W]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AverageGradient(GpuWindow window, int samples, Place outputGradient, Place inputGradient)
    {
        for (var i = GpuGrid.First; i < samples * window.Channels * window.Pixels; i += GpuGrid.Stride)
        {
            var plane = outputGradient.From(i / window.Pixels * window.Positions);
            var (row, column) = (i % window.Pixels / window.Width, i % window.Width);
            var sum = 0f;
            for (var tap = 0; tap < window.Taps; tap++)
            {
                var outputRow = window.OutputRow(row, tap / window.KernelWidth);
                var outputColumn = window.OutputColumn(column, tap % window.KernelWidth);
                if (outputRow >= 0 && outputColumn >= 0)
                {
                    sum += plane[(outputRow * window.OutputWidth) + outputColumn];
                }
            }

            inputGradient[i] = sum * (1f / window.Taps);
        }
    }

    /// <summary>Whether no element of a window before this one has the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFirst(GpuWindow window, Place plane, int outputRow, int outputColumn, int last, float value)
    {
        var isFirst = true;
        for (var tap = 0; tap < last && isFirst; tap++)
        {
            var row = window.InputRow(outputRow, tap / window.KernelWidth);
            var column = window.InputColumn(outputColumn, tap % window.KernelWidth);
            isFirst = !(window.Contains(row, column) && plane[(row * window.Width) + column] == value);
        }

        return isFirst;
    }
}
