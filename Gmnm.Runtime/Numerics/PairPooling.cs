using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// The greatest element of windows of two by two that lie side by side, and its gradient: two rows are read where they are
/// and taken apart into even and odd columns in registers. Bound by the memory's speed.
/// </summary>
/// <remarks>
/// Whole vectors run over the end of a row; what they write there is written again with the next. Where the images end, ever
/// narrower lanes take over. The greatest is sought row by row from the left, as the general loop does: the same bits.
/// </remarks>
internal static unsafe partial class PairPooling
{
    /// <summary>Whether windows are such pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool Fits(in WindowShape window) => window is
    {
        KernelHeight: 2, KernelWidth: 2, StrideHeight: 2, StrideWidth: 2,
        PaddingTop: 0, PaddingLeft: 0, DilationHeight: 1, DilationWidth: 1,
    } && window.Height >= 2 * window.OutputHeight && window.Width >= 2 * window.OutputWidth;

    /// <summary>The greatest elements of all windows of <paramref name="planes"/> channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TLanes>(nint planes, in WindowShape window, float* input, float* output)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (TLanes.Count > 8 && window.OutputWidth <= 8 && Vector256.IsHardwareAccelerated)
        {
            Forward<Lanes256>(planes, window, input, output);
            return;
        }

        nint width = window.Width, columns = window.OutputWidth, rows = window.OutputHeight;
        var end = input + (planes * window.Height * width);
        var outputEnd = output + (planes * rows * columns);
        for (nint plane = 0; plane < planes; plane++, input += window.Height * width)
        {
            for (nint row = 0; row < rows; row++, output += columns)
            {
                var top = input + (2 * row * width);
                nint x = 0;
                for (; x < columns && Room<TLanes>(top + width + (2 * x), end, output + x, outputEnd); x += TLanes.Count)
                {
                    Greatest<TLanes>(top + (2 * x), width, output + x);
                }

                if (TLanes.Count > 8 && Vector256.IsHardwareAccelerated)
                {
                    for (; x < columns && Room<Lanes256>(top + width + (2 * x), end, output + x, outputEnd); x += Lanes256.Count)
                    {
                        Greatest<Lanes256>(top + (2 * x), width, output + x);
                    }
                }

                for (; x < columns; x++)
                {
                    Greatest<Lanes1>(top + (2 * x), width, output + x);
                }
            }
        }
    }

    /// <summary>The gradient: goes to the first of the greatest elements of a window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Gradient<TLanes>(
        nint planes, in WindowShape window, float* input, float* output, float* outputGradient, float* inputGradient)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (TLanes.Count > 8 && window.OutputWidth <= 8 && Vector256.IsHardwareAccelerated)
        {
            Gradient<Lanes256>(planes, window, input, output, outputGradient, inputGradient);
            return;
        }

        nint width = window.Width, columns = window.OutputWidth, rows = window.OutputHeight, length = window.Height * width;
        var end = input + (planes * length);
        var outputEnd = output + (planes * rows * columns);
        for (nint plane = 0; plane < planes; plane++, input += length, inputGradient += length)
        {
            for (nint row = 0; row < rows; row++, output += columns, outputGradient += columns)
            {
                float* top = input + (2 * row * width), to = inputGradient + (2 * row * width);

                // The upper rows of all vectors first: they run over into the lower.
                for (nint lower = 0; lower < 2; lower++)
                {
                    nint x = 0;
                    for (; x < columns && Room<TLanes>(top + width + (2 * x), end, output + x, outputEnd); x += TLanes.Count)
                    {
                        Spread<TLanes>(lower, top + (2 * x), width, output + x, outputGradient + x, to + (lower * width) + (2 * x));
                    }

                    if (TLanes.Count > 8 && Vector256.IsHardwareAccelerated)
                    {
                        for (; x < columns && Room<Lanes256>(top + width + (2 * x), end, output + x, outputEnd); x += Lanes256.Count)
                        {
                            Spread<Lanes256>(lower, top + (2 * x), width, output + x, outputGradient + x, to + (lower * width) + (2 * x));
                        }
                    }

                    for (; x < columns; x++)
                    {
                        Spread<Lanes1>(lower, top + (2 * x), width, output + x, outputGradient + x, to + (lower * width) + (2 * x));
                    }

                    for (x = 2 * columns; x < width; x++)
                    {
                        to[(lower * width) + x] = 0;
                    }
                }
            }

            var unseen = 2 * rows * width;
            new Span<float>(inputGradient + unseen, (int)(length - unseen)).Clear();
        }
    }

    /// <summary>Whether two vectors of the images and one of the windows are still within them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Room<TLanes>(float* image, float* end, float* output, float* outputEnd)
        where TLanes : unmanaged, ILanes<TLanes> =>
        image + (2 * TLanes.Count) <= end && output + TLanes.Count <= outputEnd;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Greatest<TLanes>(float* top, nint width, float* output)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes first = TLanes.Load(ref *top, 0), second = TLanes.Load(ref *top, TLanes.Count);
        TLanes third = TLanes.Load(ref *top, width), fourth = TLanes.Load(ref *top, width + TLanes.Count);
        var greatest = TLanes.Max(TLanes.Even(first, second), TLanes.Odd(first, second));
        greatest = TLanes.Max(TLanes.Max(greatest, TLanes.Even(third, fourth)), TLanes.Odd(third, fourth));
        TLanes.Store(greatest, ref *output, 0);
    }

    /// <summary>One of the two rows of the gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread<TLanes>(nint lower, float* top, nint width, float* output, float* outputGradient, float* inputGradient)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes largest = TLanes.Load(ref *output, 0), value = TLanes.Load(ref *outputGradient, 0);
        TLanes first = TLanes.Load(ref *top, 0), second = TLanes.Load(ref *top, TLanes.Count);
        var left = TLanes.Equal(TLanes.Even(first, second), largest);
        var right = TLanes.Equal(TLanes.Odd(first, second), largest);
        if (lower != 0)
        {
            value = TLanes.AndNot(value, left);
            value = TLanes.AndNot(value, right);
            first = TLanes.Load(ref *top, width);
            second = TLanes.Load(ref *top, width + TLanes.Count);
            left = TLanes.Equal(TLanes.Even(first, second), largest);
            right = TLanes.Equal(TLanes.Odd(first, second), largest);
        }

        var even = TLanes.And(left, value);
        var odd = TLanes.And(right, TLanes.AndNot(value, left));
        TLanes.Store(TLanes.FirstOfPairs(even, odd), ref *inputGradient, 0);
        TLanes.Store(TLanes.SecondOfPairs(even, odd), ref *inputGradient, TLanes.Count);
    }
}
