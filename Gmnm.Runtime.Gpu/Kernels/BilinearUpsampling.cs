using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Images enlarged by linear interpolation between the centres of their elements, constant beyond the outermost centres:
/// [planes, H, W] becomes [planes, H · factorHeight, W · factorWidth]. Bound by memory.
/// </summary>
public static class BilinearUpsampling
{
    /// <summary>Enlarges.</summary>
    /// <param name="planes">Samples times channels.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="factorHeight">Output rows for each input row.</param>
    /// <param name="factorWidth">Output columns for each input column.</param>
    /// <param name="input">[planes, H, W].</param>
    /// <param name="output">[planes, H · factorHeight, W · factorWidth]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(
        int planes, int height, int width, int factorHeight, int factorWidth, Place input, Place output)
    {
        var (columns, length) = (width * factorWidth, height * factorHeight * width * factorWidth);
        for (var i = GpuGrid.First; i < planes * length; i += GpuGrid.Stride)
        {
            var plane = input.From(i / length * (height * width));
            var down = Centre(i % length / columns, factorHeight);
            var across = Centre(i % columns, factorWidth);
            var (top, left) = ((int)down, (int)across);
            var (bottom, right) = (Next(top, height), Next(left, width));
            var (upperLeft, upperRight) = (plane[(top * width) + left], plane[(top * width) + right]);
            var (lowerLeft, lowerRight) = (plane[(bottom * width) + left], plane[(bottom * width) + right]);
            var above = upperLeft + ((across - left) * (upperRight - upperLeft));
            var below = lowerLeft + ((across - left) * (lowerRight - lowerLeft));
            output[i] = above + ((down - top) * (below - above));
        }
    }

    /// <summary>The adjoint: each input element gathers from the outputs that it gave to.</summary>
    /// <param name="planes">Samples times channels.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="factorHeight">Output rows for each input row.</param>
    /// <param name="factorWidth">Output columns for each input column.</param>
    /// <param name="outputGradient">[planes, H · factorHeight, W · factorWidth].</param>
    /// <param name="inputGradient">[planes, H, W]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Adjoint(
        int planes, int height, int width, int factorHeight, int factorWidth, Place outputGradient, Place inputGradient)
    {
        var (rows, columns) = (height * factorHeight, width * factorWidth);
        for (var i = GpuGrid.First; i < planes * height * width; i += GpuGrid.Stride)
        {
            var plane = outputGradient.From(i / (height * width) * (rows * columns));
            var (y, x) = (i % (height * width) / width, i % width);
            var (firstColumn, lastColumn) = (First(x, factorWidth), Last(x, factorWidth, columns));
            var sum = 0f;
            for (var row = First(y, factorHeight); row <= Last(y, factorHeight, rows); row++)
            {
                var ofRow = 0f;
                for (var column = firstColumn; column <= lastColumn; column++)
                {
                    ofRow += Share(x, column, factorWidth, width) * plane[(row * columns) + column];
                }

                sum += Share(y, row, factorHeight, height) * ofRow;
            }

            inputGradient[i] = sum;
        }
    }

    /// <summary>Where an output's centre lies between the centres of the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Centre(int output, int factor) => GpuMath.Max(0f, ((output + 0.5f) / factor) - 0.5f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(int index, int size) => index + 1 < size ? index + 1 : index;

    /// <summary>The part of an input that an output has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Share(int input, int output, int factor, int size)
    {
        var centre = Centre(output, factor);
        var first = (int)centre;
        var ofSecond = centre - first;
        return (first == input ? 1f - ofSecond : 0f) + (Next(first, size) == input ? ofSecond : 0f);
    }

    /// <summary>The first output that may see an input: its centre is less than one input before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int First(int input, int factor)
    {
        var first = (input * factor) - ((factor + 1) / 2);
        return first < 0 ? 0 : first;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Last(int input, int factor, int size)
    {
        var last = (input * factor) + (((3 * factor) + 1) / 2);
        return last < size ? last : size - 1;
    }
}
