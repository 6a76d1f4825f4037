using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// Copies of images with their padding, so that no loop over windows asks where the image ends. Rows and columns are sorted
/// into phases, y and x modulo the strides: what neighbouring windows see is contiguous whatever the stride.
/// </summary>
internal static unsafe class PaddedImage
{
    /// <summary>Copies channels into their padded form; <paramref name="padding"/> is around them and behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Fill(in WindowShape window, float* source, nint channels, float padding, float* image)
    {
        var (rows, width) = (window.ImageHeight, window.ImageWidth);
        nint stride = window.StrideWidth, phaseCount = stride * window.StrideHeight;
        nint height = window.Height, inputWidth = window.Width;
        for (nint channel = 0; channel < channels; channel++)
        {
            for (nint phases = 0; phases < phaseCount; phases++)
            {
                var (vertical, phase) = nint.DivRem(phases, stride);
                var (first, count) = Columns(window, phase);
                for (nint row = 0; row < rows; row++, image += width)
                {
                    var y = (row * window.StrideHeight) + vertical - window.PaddingTop;
                    if (y < 0 || y >= height || count <= 0)
                    {
                        Put(padding, image, width);
                        continue;
                    }

                    var from = source + (y * inputWidth) + (first * stride) + phase - window.PaddingLeft;
                    Put(padding, image, first);
                    Gather(from, stride, image + first, count);
                    Put(padding, image + first + count, width - first - count);
                }
            }

            source += height * inputWidth;
        }

        Put(padding, image, WindowShape.Slack);
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
                Put(0, destination, window.Width);
                var (row, vertical) = nint.DivRem(y + window.PaddingTop, window.StrideHeight);
                for (nint phase = 0; phase < window.StrideWidth && row < window.ImageHeight; phase++)
                {
                    var (first, count) = Columns(window, phase);
                    Scatter(
                        image + (((vertical * window.StrideWidth) + phase) * window.PhaseLength) + (row * width) + first, window.StrideWidth,
                        destination + (first * window.StrideWidth) + phase - window.PaddingLeft, count);
                }
            }
        }
    }

    /// <summary>Zeros for <paramref name="channels"/> padded channels.</summary>
    internal static void Clear(in WindowShape window, nint channels, float* image) =>
        new Span<float>(image, window.ImageLength((int)channels)).Clear();

    /// <summary>The columns of a phase that show the image: the first, and how many.</summary>
    private static (nint First, nint Count) Columns(in WindowShape window, nint phase)
    {
        nint stride = window.StrideWidth;
        var first = nint.Min(nint.Max(0, (window.PaddingLeft - phase + stride - 1) / stride), window.ImageWidth);
        var end = nint.Min((window.Width + window.PaddingLeft - phase + stride - 1) / stride, window.ImageWidth);
        return (first, nint.Max(0, end - first));
    }

    /// <summary>The same number <paramref name="count"/> times: a few, too few for a call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float value, float* destination, nint count)
    {
        nint i = 0;
        for (; i <= count - 4; i += 4)
        {
            Vector128.Store(Vector128.Create(value), destination + i);
        }

        for (; i < count; i++)
        {
            destination[i] = value;
        }
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
