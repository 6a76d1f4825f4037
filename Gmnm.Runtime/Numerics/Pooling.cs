using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// The greatest element or the mean of each window, channel by channel. Input [samples, C, H, W], output
/// [samples, C, OutputHeight, OutputWidth]. Bound by the loads of a padded copy of the channel; the greatest of windows of two by
/// two side by side is taken in place, bound by the memory's speed.
/// </summary>
public static unsafe class Pooling
{
    /// <summary>
    /// Floats of scratch for each of the calls: two padded channels, two phases of such and two kernels, each with room for a
    /// vector.
    /// </summary>
    public static int ScratchLength(WindowShape window)
    {
        checked
        {
            return (2 * window.ImageLength(1)) + (2 * (int)window.PhaseLength) + (2 * (int)window.Taps) + (4 * WindowShape.Slack);
        }
    }

    /// <summary>The greatest element of each window; padding does not count.</summary>
    /// <param name="samples">Images.</param>
    /// <param name="window">Extents.</param>
    /// <param name="input">[samples, C, H, W].</param>
    /// <param name="output">[samples, C, OutputHeight, OutputWidth]; written.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Maximum(
        nint samples, WindowShape window, ref readonly float input, ref float output, ref float scratch)
    {
        fixed (float* x = &input, y = &output, s = &scratch)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Maximum<Lanes512>(samples, window, x, y, s);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Maximum<Lanes256>(samples, window, x, y, s);
            }
            else
            {
                Maximum<Lanes128>(samples, window, x, y, s);
            }
        }
    }

    /// <summary>The gradient of <see cref="Maximum"/>: goes to the first of the greatest elements of a window, row by row.</summary>
    /// <param name="samples">Images.</param>
    /// <param name="window">Extents.</param>
    /// <param name="input">[samples, C, H, W].</param>
    /// <param name="output">[samples, C, OutputHeight, OutputWidth], as <see cref="Maximum"/> wrote it.</param>
    /// <param name="outputGradient">As the output.</param>
    /// <param name="inputGradient">As the input; written.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MaximumGradient(
        nint samples, WindowShape window, ref readonly float input, ref readonly float output,
        ref readonly float outputGradient, ref float inputGradient, ref float scratch)
    {
        fixed (float* x = &input, y = &output, dy = &outputGradient, dx = &inputGradient, s = &scratch)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                MaximumGradient<Lanes512>(samples, window, x, y, dy, dx, s);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                MaximumGradient<Lanes256>(samples, window, x, y, dy, dx, s);
            }
            else
            {
                MaximumGradient<Lanes128>(samples, window, x, y, dy, dx, s);
            }
        }
    }

    /// <summary>The gradient of the greatest element of windows of two by two side by side, from where in its window it is.</summary>
    /// <param name="samples">Images.</param>
    /// <param name="window">Extents.</param>
    /// <param name="places">[samples, C, OutputHeight, OutputWidth], 0 to 3, row by row.</param>
    /// <param name="outputGradient">The same.</param>
    /// <param name="inputGradient">[samples, C, H, W]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PlaceGradient(
        nint samples, WindowShape window, ref readonly float places, ref readonly float outputGradient, ref float inputGradient)
    {
        fixed (float* at = &places, dy = &outputGradient, dx = &inputGradient)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                PairPooling.PlaceGradient<Lanes512>(samples * window.Channels, window, at, dy, dx);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                PairPooling.PlaceGradient<Lanes256>(samples * window.Channels, window, at, dy, dx);
            }
            else
            {
                PairPooling.PlaceGradient<Lanes128>(samples * window.Channels, window, at, dy, dx);
            }
        }
    }

    /// <summary>The mean of each window; padding counts as zeros.</summary>
    /// <param name="samples">Images.</param>
    /// <param name="window">Extents.</param>
    /// <param name="input">[samples, C, H, W].</param>
    /// <param name="output">[samples, C, OutputHeight, OutputWidth]; written.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Average(
        nint samples, WindowShape window, ref readonly float input, ref float output, ref float scratch)
    {
        fixed (float* x = &input, y = &output, s = &scratch)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Forward<Lanes512, MultiplyAddTap>(samples, window, 0, x, y, s);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Forward<Lanes256, MultiplyAddTap>(samples, window, 0, x, y, s);
            }
            else
            {
                Forward<Lanes128, MultiplyAddTap>(samples, window, 0, x, y, s);
            }
        }
    }

    /// <summary>The adjoint of <see cref="Average"/>.</summary>
    /// <param name="samples">Images.</param>
    /// <param name="window">Extents.</param>
    /// <param name="outputGradient">[samples, C, OutputHeight, OutputWidth].</param>
    /// <param name="inputGradient">[samples, C, H, W]; written.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AverageGradient(
        nint samples, WindowShape window, ref readonly float outputGradient, ref float inputGradient, ref float scratch)
    {
        fixed (float* dy = &outputGradient, dx = &inputGradient, s = &scratch)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                AverageGradient<Lanes512>(samples, window, dy, dx, s);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                AverageGradient<Lanes256>(samples, window, dy, dx, s);
            }
            else
            {
                AverageGradient<Lanes128>(samples, window, dy, dx, s);
            }
        }
    }

    /// <summary>The greatest elements in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Maximum<TLanes>(nint samples, WindowShape window, float* input, float* output, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (PairPooling.Fits(window))
        {
            PairPooling.Forward<TLanes>(samples * window.Channels, window, input, output);
        }
        else
        {
            Forward<TLanes, MaximumTap>(samples, window, float.NegativeInfinity, input, output, scratch);
        }
    }

    /// <summary>Either pooling in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TLanes, TTap>(
        nint samples, WindowShape window, float padding, float* input, float* output, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
        where TTap : struct, ITap
    {
        var weight = scratch + window.ImageLength(1);
        new Span<float>(weight, (int)window.Taps).Fill(1f / window.Taps);
        PaddedImage.Pad(window, 1, padding, scratch);
        for (nint plane = 0; plane < samples * window.Channels; plane++)
        {
            PaddedImage.Fill(window, input, 1, scratch);
            DirectConvolution.Forward<TLanes, TTap, AccumulateEpilogue>(
                window, 1, scratch, weight, weight + window.Taps, new(output, 0, add: false));
            input += (nint)window.Height * window.Width;
            output += window.Positions;
        }
    }

    /// <summary>The gradient in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AverageGradient<TLanes>(
        nint samples, WindowShape window, float* outputGradient, float* inputGradient, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var weight = scratch + window.ImageLength(1);
        new Span<float>(weight, (int)window.Taps).Fill(1f / window.Taps);
        for (nint plane = 0; plane < samples * window.Channels; plane++)
        {
            PaddedImage.Pad(window, 1, 0, scratch);
            DirectConvolution.Adjoint<TLanes>(window, 1, outputGradient, weight, scratch, weight + window.Taps);
            PaddedImage.Extract(window, scratch, 1, inputGradient);
            inputGradient += (nint)window.Height * window.Width;
            outputGradient += window.Positions;
        }
    }

    /// <summary>The gradient in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MaximumGradient<TLanes>(
        nint samples, WindowShape window, float* input, float* output, float* outputGradient, float* inputGradient, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (PairPooling.Fits(window))
        {
            PairPooling.Gradient<TLanes>(samples * window.Channels, window, input, output, outputGradient, inputGradient);
            return;
        }

        var image = scratch;
        var gradientImage = image + window.ImageLength(1);
        var taps = (int*)(gradientImage + window.ImageLength(1));
        window.WriteTaps(taps);

        var greatest = (float*)(taps + window.Taps);
        var gradient = greatest + window.Span + WindowShape.Slack;
        nint span = window.Span, count = window.Taps;
        PaddedImage.Pad(window, 1, float.NegativeInfinity, image);
        for (nint plane = 0; plane < samples * window.Channels; plane++)
        {
            PaddedImage.Fill(window, input, 1, image);
            PaddedImage.Pad(window, 1, 0, gradientImage);

            // What is between the rows equals nothing.
            DirectConvolution.Spread(window, output, float.NaN, greatest);
            DirectConvolution.Spread(window, outputGradient, 0, gradient);
            for (nint at = 0; at < span; at += TLanes.Count)
            {
                var (largest, value) = (TLanes.Load(ref *greatest, at), TLanes.Load(ref *gradient, at));
                var open = TLanes.Equal(TLanes.Zero, TLanes.Zero);
                for (nint tap = 0; tap < count; tap++)
                {
                    var to = taps[tap] + at;
                    var hit = TLanes.And(open, TLanes.Equal(TLanes.Load(ref *image, to), largest));
                    open = TLanes.AndNot(open, hit);
                    TLanes.Store(TLanes.Load(ref *gradientImage, to) + TLanes.And(hit, value), ref *gradientImage, to);
                }
            }

            PaddedImage.Extract(window, gradientImage, 1, inputGradient);
            input += (nint)window.Height * window.Width;
            inputGradient += (nint)window.Height * window.Width;
            output += window.Positions;
            outputGradient += window.Positions;
        }
    }
}
