using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>
/// The gradient with respect to the input where windows lie side by side: the convolution of the output's gradient with the
/// kernels turned by half a turn, channels and filters exchanged.
/// </content>
public static unsafe partial class Convolution
{
    /// <summary>The windows over the output's gradient; none where there are strides, or the padding is wider than the kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static WindowShape? Turned(in WindowShape window, int filters)
    {
        var top = ((window.KernelHeight - 1) * window.DilationHeight) - window.PaddingTop;
        var left = ((window.KernelWidth - 1) * window.DilationWidth) - window.PaddingLeft;
        return window.StrideHeight == 1 && window.StrideWidth == 1 && top >= 0 && left >= 0 && !window.IsPointwise
            ? window with
            {
                Channels = filters,
                Height = window.OutputHeight,
                Width = window.OutputWidth,
                OutputHeight = window.Height,
                OutputWidth = window.Width,
                PaddingTop = top,
                PaddingLeft = left,
            }
            : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnedForward<TLanes>(
        nint samples, in WindowShape window, nint channels, nint groups,
        float* outputGradient, float* weight, float* inputGradient, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var image = scratch;
        var offsets = (int*)(image + window.ImageLength(window.Channels));
        nint groupChannels = channels / groups, groupFilters = window.Channels / groups, depth = groupFilters * window.Taps;
        var packed = (float*)(offsets + depth + window.Positions + MicroKernel.MaxRows);
        var (form, _) = Fastest<TLanes>(window, groupChannels, depth);
        PaddedImage.Pad(window, window.Channels, 0, image);
        WriteOffsets(window, groupFilters, offsets);
        var packedLength = PackTurnedWeight<TLanes>(form, window.Taps, weight, groups, groupChannels, groupFilters, packed);
        for (nint sample = 0; sample < samples; sample++, outputGradient += window.InputLength)
        {
            PaddedImage.Fill(window, outputGradient, window.Channels, image);
            for (nint group = 0; group < groups; group++, inputGradient += groupChannels * window.Positions)
            {
                Group<TLanes, AccumulateEpilogue>(
                    form, window, groupChannels, depth, offsets, image + (group * groupFilters * window.ChannelLength),
                    packed + (group * packedLength), packed + (groups * packedLength),
                    new(inputGradient, window.Positions, add: false));
            }
        }
    }

    /// <summary>Packs the turned weights of each group into blocks of channels; returns the floats of a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint PackTurnedWeight<TLanes>(
        Form form, nint taps, float* weight, nint groups, nint groupChannels, nint groupFilters, float* packed)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var start = packed;
        for (nint group = 0; group < groups; group++, weight += groupFilters * groupChannels * taps)
        {
            nint rows;
            for (nint row = 0; row < groupChannels; row += rows)
            {
                rows = Block<TLanes>(form, groupChannels, groupChannels - row);
                var used = nint.Min(rows, groupChannels - row);
                new Span<float>(packed, checked((int)(rows * groupFilters * taps))).Clear();
                for (nint filter = 0; filter < groupFilters; filter++)
                {
                    var from = weight + (((filter * groupChannels) + row) * taps);
                    for (nint tap = taps - 1; tap >= 0; tap--, packed += rows)
                    {
                        for (nint r = 0; r < used; r++)
                        {
                            packed[r] = from[(r * taps) + tap];
                        }
                    }
                }
            }
        }

        return (nint)(packed - start) / groups;
    }
}
