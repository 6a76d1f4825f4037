using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// The extents of a window that slides over images: of a convolution, a pooling or an extraction of patches. Images are
/// [Channels, Height, Width], row-major; a sequence is an image of height 1.
/// </summary>
/// <remarks>
/// Output (y, x) sees the input at <c>y * StrideHeight + i * DilationHeight - PaddingTop</c> and
/// <c>x * StrideWidth + j * DilationWidth - PaddingLeft</c>, for i and j within the kernel; outside the image it sees the
/// padding. What lies below and right of the last window is not seen.
/// </remarks>
public readonly record struct WindowShape
{
    /// <summary>Floats that a vector may read or write behind the last window.</summary>
    internal const int Slack = 16;

    /// <summary>Channels of the input image.</summary>
    public required int Channels { get; init; }

    /// <summary>Rows of the input image.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of the input image.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the output.</summary>
    public required int OutputHeight { get; init; }

    /// <summary>Columns of the output.</summary>
    public required int OutputWidth { get; init; }

    /// <summary>Rows of the kernel.</summary>
    public required int KernelHeight { get; init; }

    /// <summary>Columns of the kernel.</summary>
    public required int KernelWidth { get; init; }

    /// <summary>Input rows from one output row to the next.</summary>
    public int StrideHeight { get; init; } = 1;

    /// <summary>Input columns from one output column to the next.</summary>
    public int StrideWidth { get; init; } = 1;

    /// <summary>Rows of padding above the image.</summary>
    public int PaddingTop { get; init; }

    /// <summary>Columns of padding left of the image.</summary>
    public int PaddingLeft { get; init; }

    /// <summary>Input rows from one row of the kernel to the next.</summary>
    public int DilationHeight { get; init; } = 1;

    /// <summary>Input columns from one column of the kernel to the next.</summary>
    public int DilationWidth { get; init; } = 1;

    /// <summary>The extents of no window; the others have to be set.</summary>
    public WindowShape()
    {
    }

    /// <summary>Elements of an input image.</summary>
    internal nint InputLength => (nint)Channels * Height * Width;

    /// <summary>Elements of an output channel.</summary>
    internal nint Positions => (nint)OutputHeight * OutputWidth;

    /// <summary>Elements of the kernel in one channel.</summary>
    internal nint Taps => (nint)KernelHeight * KernelWidth;

    /// <summary>Rows of a phase of a padded image.</summary>
    internal nint ImageHeight => OutputHeight + ((KernelHeight - 1) * (nint)DilationHeight / StrideHeight);

    /// <summary>Columns of a phase of a padded image.</summary>
    internal nint ImageWidth => OutputWidth + ((KernelWidth - 1) * (nint)DilationWidth / StrideWidth);

    /// <summary>Elements of a phase of a padded channel.</summary>
    internal nint PhaseLength => ImageHeight * ImageWidth;

    /// <summary>Elements of a padded channel.</summary>
    internal nint ChannelLength => StrideHeight * StrideWidth * PhaseLength;

    /// <summary>From the first window of a padded channel to behind the last; a row of windows begins at each row of the image.</summary>
    internal nint Span => ((OutputHeight - 1) * ImageWidth) + OutputWidth;

    /// <summary>Whether windows are single elements, all of them and in order: then the image is its own patches.</summary>
    internal bool IsPointwise => Taps == 1 && StrideHeight == 1 && StrideWidth == 1
        && PaddingTop == 0 && PaddingLeft == 0 && OutputHeight == Height && OutputWidth == Width;

    /// <summary>Floats of padded channels.</summary>
    internal int ImageLength(int channels) => checked((channels * (int)ChannelLength) + Slack);

    /// <summary>Where a window at the origin of a padded channel has the kernel's element (i, j).</summary>
    internal nint Tap(nint i, nint j) =>
        (((i * DilationHeight % StrideHeight * StrideWidth) + (j * DilationWidth % StrideWidth)) * PhaseLength)
        + (i * DilationHeight / StrideHeight * ImageWidth) + (j * DilationWidth / StrideWidth);

    /// <summary>Writes where each element of the kernel is, row by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal unsafe void WriteTaps(int* taps)
    {
        for (nint i = 0; i < KernelHeight; i++)
        {
            for (nint j = 0; j < KernelWidth; j++)
            {
                *taps++ = (int)Tap(i, j);
            }
        }
    }

    /// <summary>Writes where a window at the origin of some padded channels has each element of the kernel, channel by channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal unsafe void WriteOffsets(nint channels, int* offsets)
    {
        WriteTaps(offsets);
        var (taps, length) = (Taps, (int)ChannelLength);
        for (var tap = taps; tap < channels * taps; tap++)
        {
            offsets[tap] = offsets[tap - taps] + length;
        }
    }

    /// <summary>Writes where a padded channel that begins at <paramref name="origin"/> has the window of each position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal unsafe void WritePlaces(int origin, int* places)
    {
        int width = OutputWidth, between = (int)ImageWidth - width;
        for (var y = 0; y < OutputHeight; y++, origin += between)
        {
            for (var x = 0; x < width; x++)
            {
                *places++ = origin++;
            }
        }
    }
}
