using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// Copies of images with their padding, so that no loop over windows asks where the image ends. Rows and columns are sorted
/// into phases, y and x modulo the strides: what neighbouring windows see is contiguous whatever the stride.
/// </summary>
internal static unsafe class PaddedImage
{
    /// <summary>Writes the padding of <paramref name="channels"/> channels, once for any number of images that are filled in.</summary>
    internal static void Pad(in WindowShape window, nint channels, float padding, float* image) =>
        new Span<float>(image, window.ImageLength((int)channels)).Fill(padding);

    /// <summary>Copies channels into their padded form, whose padding is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Fill(in WindowShape window, float* source, nint channels, float* image)
    {
        nint stride = window.StrideWidth, height = window.Height, inputWidth = window.Width, width = window.ImageWidth;
        for (nint channel = 0; channel < channels; channel++, source += height * inputWidth)
        {
            for (nint vertical = 0; vertical < window.StrideHeight; vertical++)
            {
                for (nint phase = 0; phase < stride; phase++, image += window.PhaseLength)
                {
                    var (firstRow, rows) = Seen(vertical, window.StrideHeight, window.PaddingTop, height, window.ImageHeight);
                    var (first, columns) = Seen(phase, stride, window.PaddingLeft, inputWidth, width);
                    var from = source + (((firstRow * window.StrideHeight) + vertical - window.PaddingTop) * inputWidth)
                        + (first * stride) + phase - window.PaddingLeft;
                    var to = image + (firstRow * width) + first;
                    for (nint row = 0; row < rows; row++, from += window.StrideHeight * inputWidth, to += width)
                    {
                        Gather(from, stride, to, columns);
                    }
                }
            }
        }
    }

    /// <summary>Copies padded channels back, without their padding; what no window sees becomes 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Extract(in WindowShape window, float* image, nint channels, float* destination)
    {
        var width = window.ImageWidth;
        for (nint channel = 0; channel < channels; channel++, image += window.ChannelLength)
        {
            for (nint y = 0; y < window.Height; y++, destination += window.Width)
            {
                new Span<float>(destination, window.Width).Clear();
                var (row, vertical) = nint.DivRem(y + window.PaddingTop, window.StrideHeight);
                for (nint phase = 0; phase < window.StrideWidth && row < window.ImageHeight; phase++)
                {
                    var (first, count) = Seen(phase, window.StrideWidth, window.PaddingLeft, window.Width, width);
                    Scatter(
                        image + (((vertical * window.StrideWidth) + phase) * window.PhaseLength) + (row * width) + first, window.StrideWidth,
                        destination + (first * window.StrideWidth) + phase - window.PaddingLeft, count);
                }
            }
        }
    }

    /// <summary>The columns of a phase that show the image, or its rows: the first, and how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (nint First, nint Count) Seen(nint phase, nint stride, nint padding, nint extent, nint imageExtent)
    {
        var first = nint.Min(nint.Max(0, (padding - phase + stride - 1) / stride), imageExtent);
        var end = nint.Min((extent + padding - phase + stride - 1) / stride, imageExtent);
        return (first, nint.Max(0, end - first));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather(float* source, nint stride, float* destination, nint count)
    {
        if (stride == 1)
        {
            Panel.Copy(source, destination, count);
            return;
        }

        for (nint i = 0; i < count; i++)
        {
            destination[i] = source[i * stride];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scatter(float* source, nint stride, float* destination, nint count)
    {
        if (stride == 1)
        {
            Panel.Copy(source, destination, count);
            return;
        }

        for (nint i = 0; i < count; i++)
        {
            destination[i * stride] = source[i];
        }
    }
}
