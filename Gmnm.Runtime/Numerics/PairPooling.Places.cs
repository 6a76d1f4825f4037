using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <content>The gradient from where in its window the greatest element is: neither the images nor what was greatest is read.</content>
internal static unsafe partial class PairPooling
{
    /// <summary>The gradient goes to the place of each window; what no window sees gets 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PlaceGradient<TLanes>(nint planes, in WindowShape window, float* places, float* outputGradient, float* inputGradient)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (TLanes.Count > 8 && window.OutputWidth <= 8 && Vector256.IsHardwareAccelerated)
        {
            PlaceGradient<Lanes256>(planes, window, places, outputGradient, inputGradient);
            return;
        }

        nint width = window.Width, columns = window.OutputWidth, rows = window.OutputHeight, length = window.Height * width;
        var end = inputGradient + (planes * length);
        var placesEnd = places + (planes * rows * columns);
        for (nint plane = 0; plane < planes; plane++, inputGradient += length)
        {
            for (nint row = 0; row < rows; row++, places += columns, outputGradient += columns)
            {
                // The upper row first: its vectors run over into the lower.
                for (nint lower = 0; lower < 2; lower++)
                {
                    var to = inputGradient + (((2 * row) + lower) * width);
                    nint x = 0;
                    for (; x < columns && Room<TLanes>(to + (2 * x), end, places + x, placesEnd); x += TLanes.Count)
                    {
                        Place<TLanes>(2 * lower, places + x, outputGradient + x, to + (2 * x));
                    }

                    if (TLanes.Count > 8 && Vector256.IsHardwareAccelerated)
                    {
                        for (; x < columns && Room<Lanes256>(to + (2 * x), end, places + x, placesEnd); x += Lanes256.Count)
                        {
                            Place<Lanes256>(2 * lower, places + x, outputGradient + x, to + (2 * x));
                        }
                    }

                    for (; x < columns; x++)
                    {
                        Place<Lanes1>(2 * lower, places + x, outputGradient + x, to + (2 * x));
                    }

                    for (x = 2 * columns; x < width; x++)
                    {
                        to[x] = 0;
                    }
                }
            }

            var unseen = 2 * rows * width;
            new Span<float>(inputGradient + unseen, (int)(length - unseen)).Clear();
        }
    }

    /// <summary>Two places of each window, side by side, the first of which has the number <paramref name="first"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Place<TLanes>(nint first, float* places, float* outputGradient, float* inputGradient)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes place = TLanes.Load(ref *places, 0), value = TLanes.Load(ref *outputGradient, 0);
        var even = TLanes.And(TLanes.Equal(place, TLanes.Splat(first)), value);
        var odd = TLanes.And(TLanes.Equal(place, TLanes.Splat(first + 1f)), value);
        TLanes.Store(TLanes.FirstOfPairs(even, odd), ref *inputGradient, 0);
        TLanes.Store(TLanes.SecondOfPairs(even, odd), ref *inputGradient, TLanes.Count);
    }
}
