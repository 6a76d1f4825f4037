using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// Images enlarged by whole factors with linear interpolation between the centres of the elements; beyond the outermost
/// centres the image is constant. [planes, H, W] becomes [planes, H · factorHeight, W · factorWidth].
/// </summary>
public static unsafe class BilinearUpsampling
{
    /// <summary>Enlarges.</summary>
    /// <param name="planes">Samples times channels.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="factorHeight">Output rows for each input row.</param>
    /// <param name="factorWidth">Output columns for each input column.</param>
    /// <param name="input">[planes, H, W].</param>
    /// <param name="output">[planes, H · factorHeight, W · factorWidth]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        nint planes, nint height, nint width, nint factorHeight, nint factorWidth, ref readonly float input, ref float output)
    {
        fixed (float* first = &input, firstOutput = &output)
        {
            float* plane = first, to = firstOutput;
            for (nint p = 0; p < planes; p++, plane += height * width)
            {
                for (nint y = 0; y < height * factorHeight; y++)
                {
                    var (top, bottom, down) = Neighbours(y, factorHeight, height);
                    float* upper = plane + (top * width), lower = plane + (bottom * width);
                    for (nint x = 0; x < width * factorWidth; x++)
                    {
                        var (left, right, across) = Neighbours(x, factorWidth, width);
                        var above = upper[left] + (across * (upper[right] - upper[left]));
                        var below = lower[left] + (across * (lower[right] - lower[left]));
                        *to++ = above + (down * (below - above));
                    }
                }
            }
        }
    }

    /// <summary>The adjoint: adds up what each input element gave to the output.</summary>
    /// <param name="planes">Samples times channels.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="factorHeight">Output rows for each input row.</param>
    /// <param name="factorWidth">Output columns for each input column.</param>
    /// <param name="outputGradient">[planes, H · factorHeight, W · factorWidth].</param>
    /// <param name="inputGradient">[planes, H, W]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adjoint(
        nint planes, nint height, nint width, nint factorHeight, nint factorWidth,
        ref readonly float outputGradient, ref float inputGradient)
    {
        fixed (float* firstGradient = &outputGradient, first = &inputGradient)
        {
            float* from = firstGradient, plane = first;
            for (nint p = 0; p < planes; p++, plane += height * width)
            {
                new Span<float>(plane, checked((int)(height * width))).Clear();
                for (nint y = 0; y < height * factorHeight; y++)
                {
                    var (top, bottom, down) = Neighbours(y, factorHeight, height);
                    float* upper = plane + (top * width), lower = plane + (bottom * width);
                    for (nint x = 0; x < width * factorWidth; x++)
                    {
                        var (left, right, across) = Neighbours(x, factorWidth, width);
                        var below = down * *from;
                        var above = *from++ - below;
                        upper[left] += above - (across * above);
                        upper[right] += across * above;
                        lower[left] += below - (across * below);
                        lower[right] += across * below;
                    }
                }
            }
        }
    }

    /// <summary>The elements on both sides of an output's centre, and the share of the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (nint First, nint Second, float Share) Neighbours(nint output, nint factor, nint size)
    {
        var centre = float.Max(0, ((output + 0.5f) / factor) - 0.5f);
        var first = (nint)centre;
        return (first, nint.Min(first + 1, size - 1), centre - first);
    }
}
