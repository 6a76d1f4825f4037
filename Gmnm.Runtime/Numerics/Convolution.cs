using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// Convolutions of images as matrix products, whose patches are read where they are in a padded copy of the sample, or packed
/// from there panel by panel where rows are short: bound by the multiply-add units. Where a group has one channel and few
/// filters, the kernel's elements are added up in place: bound by the loads.
/// </summary>
/// <remarks>
/// Input [samples, C, H, W], weight [filters, C / groups, KernelHeight, KernelWidth], output
/// [samples, filters, OutputHeight, OutputWidth]. Channels and filters are split into groups that do not see each other.
/// Sums have a fixed order: the same input gives the same bits.
/// </remarks>
public static unsafe partial class Convolution
{
    /// <summary>Columns packed at a time.</summary>
    private const int GroupColumns = 128;

    /// <summary>Positions over which the weight's gradient is added up in registers.</summary>
    private const int StretchPositions = 256;

    /// <summary>Columns of the widest tile.</summary>
    private const int TileColumns = 32;

    /// <summary>Below this many filters of one channel a matrix product would multiply more zeros than weights.</summary>
    private const int FewFilters = 4;

    /// <summary>Floats of scratch for each of the three calls, of any number of samples: for the greatest of their forms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ScratchLength(WindowShape window, int filters, int groups)
    {
        checked
        {
            var (c, f, taps) = (window.Channels / groups, filters / groups, (int)window.Taps);
            var k = c * taps;
            var forward = k + (int)window.Positions + MicroKernel.MaxRows + (((groups * (f + TileColumns)) + GroupColumns) * k);
            var input = (((groups * (k + MicroKernel.MaxRows)) + GroupColumns) * f) + k;
            var turned = Turned(window, filters) is { } windows
                ? windows.ImageLength(filters) + (int)windows.Positions + MicroKernel.MaxRows
                    + (((groups * (c + TileColumns)) + GroupColumns + 1) * f * taps)
                : 0;
            var samples = SamplesAtOnce(window);
            var weight = ((samples - 1) * window.ImageLength(c)) + (samples * (int)window.Positions)
                + (StretchPositions * TileColumns) + ((k + MicroKernel.MaxRows) * (f + TileColumns + 1));
            var direct = (2 * (int)window.PhaseLength) + taps;
            var rest = int.Max(int.Max(forward, input), int.Max(weight, direct));
            return int.Max(turned, window.ImageLength(window.Channels) + rest) + (4 * WindowShape.Slack);
        }
    }

    /// <summary>
    /// <c>output[n, f, y, x] = sum over c, i, j of weight[f, c, i, j] * input[n, c, …]</c>, each handed to
    /// <paramref name="epilogue"/> once.
    /// </summary>
    /// <param name="samples">Images.</param>
    /// <param name="window">Extents.</param>
    /// <param name="filters">Channels of the output.</param>
    /// <param name="groups">Groups; they divide channels and filters.</param>
    /// <param name="input">[samples, C, H, W].</param>
    /// <param name="weight">[filters, C / groups, KernelHeight, KernelWidth].</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    /// <param name="epilogue">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TEpilogue>(
        nint samples, WindowShape window, nint filters, nint groups,
        ref readonly float input, ref readonly float weight, ref float scratch, TEpilogue epilogue)
        where TEpilogue : struct, IImageEpilogue, allows ref struct
    {
        fixed (float* x = &input, w = &weight, s = &scratch)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Forward<Lanes512, TEpilogue>(samples, window, filters, groups, x, w, s, epilogue);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Forward<Lanes256, TEpilogue>(samples, window, filters, groups, x, w, s, epilogue);
            }
            else
            {
                Forward<Lanes128, TEpilogue>(samples, window, filters, groups, x, w, s, epilogue);
            }
        }
    }

    /// <summary>The adjoint with respect to the input: what each input element contributes to, weighted.</summary>
    /// <param name="samples">Images.</param>
    /// <param name="window">Extents.</param>
    /// <param name="filters">Channels of the output.</param>
    /// <param name="groups">Groups.</param>
    /// <param name="outputGradient">[samples, filters, OutputHeight, OutputWidth].</param>
    /// <param name="weight">[filters, C / groups, KernelHeight, KernelWidth].</param>
    /// <param name="inputGradient">[samples, C, H, W]; written.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(
        nint samples, WindowShape window, nint filters, nint groups,
        ref readonly float outputGradient, ref readonly float weight, ref float inputGradient, ref float scratch)
    {
        fixed (float* dy = &outputGradient, w = &weight, dx = &inputGradient, s = &scratch)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                InputGradient<Lanes512>(samples, window, filters, groups, dy, w, dx, s);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                InputGradient<Lanes256>(samples, window, filters, groups, dy, w, dx, s);
            }
            else
            {
                InputGradient<Lanes128>(samples, window, filters, groups, dy, w, dx, s);
            }
        }
    }

    /// <summary>The adjoint with respect to the weight, summed over the samples in their order.</summary>
    /// <param name="samples">Images.</param>
    /// <param name="window">Extents.</param>
    /// <param name="filters">Channels of the output.</param>
    /// <param name="groups">Groups.</param>
    /// <param name="input">[samples, C, H, W].</param>
    /// <param name="outputGradient">[samples, filters, OutputHeight, OutputWidth].</param>
    /// <param name="weightGradient">[filters, C / groups, KernelHeight, KernelWidth]; written.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient(
        nint samples, WindowShape window, nint filters, nint groups,
        ref readonly float input, ref readonly float outputGradient, ref float weightGradient, ref float scratch)
    {
        fixed (float* x = &input, dy = &outputGradient, dw = &weightGradient, s = &scratch)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                WeightGradient<Lanes512>(samples, window, filters, groups, x, dy, dw, s);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                WeightGradient<Lanes256>(samples, window, filters, groups, x, dy, dw, s);
            }
            else
            {
                WeightGradient<Lanes128>(samples, window, filters, groups, x, dy, dw, s);
            }
        }
    }

    /// <summary>Whether the groups are too narrow for matrix products.</summary>
    private static bool IsDirect(in WindowShape window, nint filters, nint groups) =>
        window.Channels == groups && filters / groups < FewFilters;
}
