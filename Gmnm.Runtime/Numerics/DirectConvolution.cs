using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// Windows over one padded channel, element of the kernel by element, without packing: depthwise convolutions and
/// pooling. Bound by the loads of the image.
/// </summary>
internal static unsafe class DirectConvolution
{
    /// <summary>Output rows at a time: each element of the kernel is read once for all.</summary>
    private const int Rows = 4;

    /// <summary>The results of one channel under some filters; needs <c>4 OutputWidth + Taps + 2 · 16</c> floats of scratch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TLanes, TTap, TEpilogue>(
        in WindowShape window, nint filters, float* image, float* weight, float* scratch, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TTap : struct, ITap
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        var taps = (int*)scratch;
        var tile = scratch + window.Taps;
        window.WriteTaps(taps);
        nint width = window.OutputWidth, height = window.OutputHeight, count = window.Taps, stride = window.RowStride;
        for (nint filter = 0; filter < filters; filter++, weight += count)
        {
            for (nint y = 0; y < height; y += Rows)
            {
                // Rows below the last repeat it; their results are dropped.
                var row0 = image + (y * stride);
                var row1 = image + (nint.Min(y + 1, height - 1) * stride);
                var row2 = image + (nint.Min(y + 2, height - 1) * stride);
                var row3 = image + (nint.Min(y + 3, height - 1) * stride);
                for (nint x = 0; x < width; x += TLanes.Count)
                {
                    // The last vector overlaps the one before, so that it does not write into the next row.
                    x = width > TLanes.Count ? nint.Min(x, width - TLanes.Count) : 0;
                    TLanes sum0 = TTap.Start<TLanes>(), sum1 = sum0, sum2 = sum0, sum3 = sum0;
                    for (nint tap = 0; tap < count; tap++)
                    {
                        var (value, at) = (weight[tap], taps[tap] + x);
                        sum0 = TTap.Take(value, TLanes.Load(ref *row0, at), sum0);
                        sum1 = TTap.Take(value, TLanes.Load(ref *row1, at), sum1);
                        sum2 = TTap.Take(value, TLanes.Load(ref *row2, at), sum2);
                        sum3 = TTap.Take(value, TLanes.Load(ref *row3, at), sum3);
                    }

                    TLanes.Store(sum0, ref *tile, x);
                    TLanes.Store(sum1, ref *tile, width + x);
                    TLanes.Store(sum2, ref *tile, (2 * width) + x);
                    TLanes.Store(sum3, ref *tile, (3 * width) + x);
                }

                TileEpilogue.Apply<TLanes, TEpilogue>(
                    epilogue, tile, 0, filter, 1, y * width, nint.Min(Rows, height - y) * width);
            }
        }
    }

    /// <summary>
    /// Adds the output's gradient of some filters, weighted, to a padded channel; needs <c>Positions + 16</c> floats of
    /// scratch. Element of the kernel by element over the whole channel: no addition waits for the one before it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Adjoint<TLanes>(
        in WindowShape window, nint filters, float* outputGradient, float* weight, float* image, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        nint width = window.OutputWidth, height = window.OutputHeight, stride = window.RowStride;
        for (nint filter = 0; filter < filters; filter++, outputGradient += window.Positions)
        {
            // A copy that vectors may read beyond.
            new ReadOnlySpan<float>(outputGradient, (int)window.Positions).CopyTo(new Span<float>(scratch, (int)window.Positions));
            for (nint i = 0; i < window.KernelHeight; i++)
            {
                for (nint j = 0; j < window.KernelWidth; j++, weight++)
                {
                    var scale = TLanes.Splat(*weight);
                    var tapped = image + window.Tap(i, j);
                    for (nint y = 0; y < height; y++)
                    {
                        float* to = tapped + (y * stride), from = scratch + (y * width);
                        nint x = 0;
                        for (; x <= width - TLanes.Count; x += TLanes.Count)
                        {
                            TLanes.Store(TLanes.MultiplyAdd(scale, TLanes.Load(ref *from, x), TLanes.Load(ref *to, x)), ref *to, x);
                        }

                        if (x < width)
                        {
                            var rest = TLanes.And(WindowRun.First<TLanes>(width - x), TLanes.Load(ref *from, x));
                            TLanes.Store(TLanes.MultiplyAdd(scale, rest, TLanes.Load(ref *to, x)), ref *to, x);
                        }
                    }
                }
            }
        }
    }

    /// <summary>
    /// Adds to the gradients of some filters' weights, from one padded channel; needs <c>Positions + Taps + 16</c> floats of
    /// scratch.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void WeightGradient<TLanes>(
        in WindowShape window, nint filters, float* image, float* outputGradient, float* weightGradient, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var taps = (int*)scratch;
        var gradient = scratch + window.Taps;
        window.WriteTaps(taps);
        nint width = window.OutputWidth, height = window.OutputHeight, stride = window.RowStride, last = window.Taps - 1;
        var whole = width / TLanes.Count * TLanes.Count;
        var rest = WindowRun.First<TLanes>(width - whole);
        for (nint filter = 0; filter < filters; filter++, outputGradient += window.Positions, weightGradient += window.Taps)
        {
            new ReadOnlySpan<float>(outputGradient, (int)window.Positions).CopyTo(new Span<float>(gradient, (int)window.Positions));
            for (nint tap = 0; tap <= last; tap += 4)
            {
                // Four elements of the kernel share a load; those behind the last repeat it.
                var image0 = image + taps[tap];
                var image1 = image + taps[nint.Min(tap + 1, last)];
                var image2 = image + taps[nint.Min(tap + 2, last)];
                var image3 = image + taps[nint.Min(tap + 3, last)];
                TLanes sum0 = TLanes.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
                for (nint y = 0; y < height; y++)
                {
                    var from = gradient + (y * width);
                    var row = y * stride;
                    nint x = 0;
                    for (; x < whole; x += TLanes.Count)
                    {
                        var value = TLanes.Load(ref *from, x);
                        sum0 = TLanes.MultiplyAdd(value, TLanes.Load(ref *image0, row + x), sum0);
                        sum1 = TLanes.MultiplyAdd(value, TLanes.Load(ref *image1, row + x), sum1);
                        sum2 = TLanes.MultiplyAdd(value, TLanes.Load(ref *image2, row + x), sum2);
                        sum3 = TLanes.MultiplyAdd(value, TLanes.Load(ref *image3, row + x), sum3);
                    }

                    if (x < width)
                    {
                        var value = TLanes.And(rest, TLanes.Load(ref *from, x));
                        sum0 = TLanes.MultiplyAdd(value, TLanes.And(rest, TLanes.Load(ref *image0, row + x)), sum0);
                        sum1 = TLanes.MultiplyAdd(value, TLanes.And(rest, TLanes.Load(ref *image1, row + x)), sum1);
                        sum2 = TLanes.MultiplyAdd(value, TLanes.And(rest, TLanes.Load(ref *image2, row + x)), sum2);
                        sum3 = TLanes.MultiplyAdd(value, TLanes.And(rest, TLanes.Load(ref *image3, row + x)), sum3);
                    }
                }

                weightGradient[tap] += TLanes.Sum(sum0);
                if (tap + 1 <= last)
                {
                    weightGradient[tap + 1] += TLanes.Sum(sum1);
                }

                if (tap + 2 <= last)
                {
                    weightGradient[tap + 2] += TLanes.Sum(sum2);
                }

                if (tap + 3 <= last)
                {
                    weightGradient[tap + 3] += TLanes.Sum(sum3);
                }
            }
        }
    }
}
