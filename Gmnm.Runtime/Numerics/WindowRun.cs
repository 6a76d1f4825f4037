using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>Neighbouring windows of one row: contiguous in a padded image and in the output.</summary>
/// <param name="Output">Index of the first among the outputs in question.</param>
/// <param name="Image">Where the first is in a padded channel.</param>
/// <param name="Length">Number of windows.</param>
internal readonly unsafe record struct WindowRun(int Output, int Image, int Length)
{
    /// <summary>Cuts the outputs from <paramref name="start"/> on into runs; returns their number, at most <paramref name="count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static nint Cut(in WindowShape window, nint start, nint count, WindowRun* runs)
    {
        var (y, x) = (start / window.OutputWidth, start % window.OutputWidth);
        nint number = 0;
        for (nint done = 0; done < count; number++, y++, x = 0)
        {
            var length = nint.Min(window.OutputWidth - x, count - done);
            runs[number] = new((int)done, (int)((y * window.ImageWidth) + x), (int)length);
            done += length;
        }

        return number;
    }

    /// <summary>
    /// Cuts a stretch of the line of all windows into the runs that are within rows; returns their number, at most
    /// <paramref name="count"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static nint CutLine(in WindowShape window, nint start, nint count, WindowRun* runs, out nint outputs)
    {
        nint number = 0, row = start / window.ImageWidth * window.ImageWidth;
        outputs = 0;
        for (; row < start + count; row += window.ImageWidth)
        {
            var first = nint.Max(row, start);
            var length = nint.Min(row + window.OutputWidth, start + count) - first;
            if (length > 0)
            {
                runs[number++] = new((int)outputs, (int)(first - start), (int)length);
                outputs += length;
            }
        }

        return number;
    }

    /// <summary>
    /// Copies the runs of one tap from a padded channel. Whole vectors are written, so that up to a vector less one float
    /// behind the last run is overwritten.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Copy<TLanes>(WindowRun* runs, nint count, float* image, float* output)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (nint run = 0; run < count; run++)
        {
            float* from = image + runs[run].Image, to = output + runs[run].Output;
            for (nint i = 0; i < runs[run].Length; i += TLanes.Count)
            {
                TLanes.Store(TLanes.Load(ref *from, i), ref *to, i);
            }
        }
    }

    /// <summary>Adds the runs of one tap to a padded channel: the adjoint of <see cref="Copy"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add<TLanes>(WindowRun* runs, nint count, float* output, float* image)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (nint run = 0; run < count; run++)
        {
            float* from = output + runs[run].Output, to = image + runs[run].Image;
            nint length = runs[run].Length, i = 0;
            for (; i <= length - TLanes.Count; i += TLanes.Count)
            {
                TLanes.Store(TLanes.Load(ref *to, i) + TLanes.Load(ref *from, i), ref *to, i);
            }

            if (i < length)
            {
                var rest = TLanes.And(First<TLanes>(length - i), TLanes.Load(ref *from, i));
                TLanes.Store(TLanes.Load(ref *to, i) + rest, ref *to, i);
            }
        }
    }

    /// <summary>Mask of the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes First<TLanes>(nint count)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.GreaterThan(TLanes.Splat(count), TLanes.Sequence(0));
}
