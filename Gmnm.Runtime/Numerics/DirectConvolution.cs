using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// Windows over one padded channel, element of the kernel by element, without packing: depthwise convolutions and
/// pooling. The windows of all rows are taken as one line, with those between the rows, which are dropped: so whole
/// vectors run however narrow the image. Bound by the loads of the image.
/// </summary>
internal static unsafe class DirectConvolution
{
    /// <summary>The results of one channel under some filters; needs <c>Taps + Span + Positions + 2 · 16</c> floats of scratch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TLanes, TTap, TEpilogue>(
        in WindowShape window, nint filters, float* image, float* weight, float* scratch, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TTap : struct, ITap
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        var taps = (int*)scratch;
        var line = scratch + window.Taps;
        window.WriteTaps(taps);
        nint count = window.Taps, span = window.Span;
        for (nint filter = 0; filter < filters; filter++, weight += count)
        {
            nint at = 0;
            for (; at <= span - (4 * TLanes.Count); at += 4 * TLanes.Count)
            {
                // Four vectors share each weight.
                TLanes sum0 = TTap.Start<TLanes>(), sum1 = sum0, sum2 = sum0, sum3 = sum0;
                for (nint tap = 0; tap < count; tap++)
                {
                    var from = image + taps[tap] + at;
                    sum0 = TTap.Take(weight[tap], TLanes.Load(ref *from, 0), sum0);
                    sum1 = TTap.Take(weight[tap], TLanes.Load(ref *from, TLanes.Count), sum1);
                    sum2 = TTap.Take(weight[tap], TLanes.Load(ref *from, 2 * TLanes.Count), sum2);
                    sum3 = TTap.Take(weight[tap], TLanes.Load(ref *from, 3 * TLanes.Count), sum3);
                }

                TLanes.Store(sum0, ref *line, at);
                TLanes.Store(sum1, ref *line, at + TLanes.Count);
                TLanes.Store(sum2, ref *line, at + (2 * TLanes.Count));
                TLanes.Store(sum3, ref *line, at + (3 * TLanes.Count));
            }

            for (; at < span; at += TLanes.Count)
            {
                var sum = TTap.Start<TLanes>();
                for (nint tap = 0; tap < count; tap++)
                {
                    sum = TTap.Take(weight[tap], TLanes.Load(ref *image, taps[tap] + at), sum);
                }

                TLanes.Store(sum, ref *line, at);
            }

            var positions = Compact<TLanes>(window, line, line + span + WindowShape.Slack);
            TileEpilogue.Apply<TLanes, TEpilogue>(epilogue, positions, 0, filter, 1, 0, window.Positions);
        }
    }

    /// <summary>
    /// Adds the output's gradient of some filters, weighted, to a padded channel; needs <c>Span + 16</c> floats of scratch.
    /// Element of the kernel by element over the whole channel: no addition waits for the one before it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Adjoint<TLanes>(
        in WindowShape window, nint filters, float* outputGradient, float* weight, float* image, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var span = window.Span;
        for (nint filter = 0; filter < filters; filter++, outputGradient += window.Positions)
        {
            Spread(window, outputGradient, 0, scratch);
            for (nint i = 0; i < window.KernelHeight; i++)
            {
                for (nint j = 0; j < window.KernelWidth; j++, weight++)
                {
                    var scale = TLanes.Splat(*weight);
                    var to = image + window.Tap(i, j);
                    for (nint at = 0; at < span; at += TLanes.Count)
                    {
                        TLanes.Store(TLanes.MultiplyAdd(scale, TLanes.Load(ref *scratch, at), TLanes.Load(ref *to, at)), ref *to, at);
                    }
                }
            }
        }
    }

    /// <summary>
    /// Adds to the gradients of some filters' weights, from one padded channel; needs <c>Taps + Span + 16</c> floats of
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
        nint span = window.Span, last = window.Taps - 1;
        var whole = span / TLanes.Count * TLanes.Count;
        var rest = WindowRun.First<TLanes>(span - whole);
        for (nint filter = 0; filter < filters; filter++, outputGradient += window.Positions, weightGradient += window.Taps)
        {
            Spread(window, outputGradient, 0, gradient);
            for (nint tap = 0; tap <= last; tap += 4)
            {
                // Four elements of the kernel share a load; those behind the last repeat it.
                var image0 = image + taps[tap];
                var image1 = image + taps[nint.Min(tap + 1, last)];
                var image2 = image + taps[nint.Min(tap + 2, last)];
                var image3 = image + taps[nint.Min(tap + 3, last)];
                TLanes sum0 = TLanes.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
                for (nint at = 0; at < whole; at += TLanes.Count)
                {
                    var value = TLanes.Load(ref *gradient, at);
                    TLanes.Accumulate(value, in *image0, at, ref sum0);
                    TLanes.Accumulate(value, in *image1, at, ref sum1);
                    TLanes.Accumulate(value, in *image2, at, ref sum2);
                    TLanes.Accumulate(value, in *image3, at, ref sum3);
                }

                if (whole < span)
                {
                    // Behind the last window are other channels, or nothing.
                    var value = TLanes.Load(ref *gradient, whole);
                    TLanes.Accumulate(value, TLanes.And(rest, TLanes.Load(ref *image0, whole)), ref sum0);
                    TLanes.Accumulate(value, TLanes.And(rest, TLanes.Load(ref *image1, whole)), ref sum1);
                    TLanes.Accumulate(value, TLanes.And(rest, TLanes.Load(ref *image2, whole)), ref sum2);
                    TLanes.Accumulate(value, TLanes.And(rest, TLanes.Load(ref *image3, whole)), ref sum3);
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

    /// <summary>
    /// Lays out an output channel as the line of its windows: <paramref name="between"/> between the rows and in a vector behind
    /// the last.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Spread(in WindowShape window, float* positions, float between, float* line)
    {
        nint width = window.OutputWidth, stride = window.ImageWidth, height = window.OutputHeight;
        new Span<float>(line, (int)window.Span + WindowShape.Slack).Fill(between);
        for (nint y = 0; y < height; y++)
        {
            Panel.Copy(positions + (y * width), line + (y * stride), width);
        }
    }

    /// <summary>The line of the windows without those between the rows: the line itself where there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float* Compact<TLanes>(in WindowShape window, float* line, float* positions)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        nint width = window.OutputWidth, stride = window.ImageWidth;
        if (width == stride)
        {
            return line;
        }

        for (nint y = 0; y < window.OutputHeight; y++)
        {
            for (nint x = 0; x < width; x += TLanes.Count)
            {
                TLanes.Store(TLanes.Load(ref *line, (y * stride) + x), ref *positions, (y * width) + x);
            }
        }

        return positions;
    }
}
