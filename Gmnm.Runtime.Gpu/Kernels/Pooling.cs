using System.Runtime.CompilerServices;
using ILGPU.Util;

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
                greatest = GpuMath.Max(greatest, plane.Where(window.Contains(row, column), (row * window.Width) + column, float.NegativeInfinity));
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

    /// <summary>The same where windows lie side by side and cover the image: a thread takes a window, and each of its elements once.</summary>
    /// <inheritdoc cref="MaximumGradient" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MaximumGradientSideBySide(
        GpuWindow window, int samples, Place input, Place output, Place outputGradient, Place inputGradient)
    {
        for (var i = GpuGrid.First; i < samples * window.Channels * window.Positions; i += GpuGrid.Stride)
        {
            var first = (i / window.OutputWidth * window.KernelHeight * window.Width) + (i % window.OutputWidth * window.KernelWidth);
            var (greatest, gradient) = (output[i], outputGradient[i]);
            for (var tap = 0; tap < window.Taps; tap++)
            {
                var place = first + (tap / window.KernelWidth * window.Width) + (tap % window.KernelWidth);
                var isFirst = input[place] == greatest;
                inputGradient[place] = Utilities.Select(isFirst, gradient, 0f);
                gradient = Utilities.Select(isFirst, 0f, gradient);
            }
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
                sum += plane.Where(window.Contains(row, column), (row * window.Width) + column, otherwise: 0f);
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
                sum += plane.Where((outputRow | outputColumn) >= 0, (outputRow * window.OutputWidth) + outputColumn, otherwise: 0f);
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
