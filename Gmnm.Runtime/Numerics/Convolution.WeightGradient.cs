using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>The gradient with respect to the weight: the output's gradient times the transposed patches, in stretches of
/// the positions of one sample, or of several small ones.</content>
public static unsafe partial class Convolution
{
    /// <summary>The gradient in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void WeightGradient<TLanes>(
        nint samples, WindowShape window, nint filters, nint groups,
        float* input, float* outputGradient, float* weightGradient, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var depth = window.Channels / groups * window.Taps;
        new Span<float>(weightGradient, checked((int)(filters * depth))).Clear();
        var image = scratch;
        var taps = (int*)(image + window.ImageLength(window.Channels));
        window.WriteTaps(taps);
        scratch = (float*)(taps + window.Taps);
        if (IsDirect(window, filters, groups))
        {
            for (nint sample = 0; sample < samples; sample++, input += window.InputLength)
            {
                PaddedImage.Fill(window, input, window.Channels, 0, image);
                for (nint group = 0; group < groups; group++)
                {
                    var filter = group * (filters / groups);
                    DirectConvolution.WeightGradient<TLanes>(
                        window, filters / groups, image + (group * window.ChannelLength),
                        outputGradient + (((sample * filters) + filter) * window.Positions), weightGradient + (filter * depth), scratch);
                }
            }

            return;
        }

        for (nint group = 0; group < groups; group++)
        {
            GroupWeightGradient<TLanes>(
                samples, window, filters, groups, group, input, outputGradient, weightGradient, taps, image, scratch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GroupWeightGradient<TLanes>(
        nint samples, in WindowShape window, nint filters, nint groups, nint group,
        float* input, float* outputGradient, float* weightGradient, int* taps, float* image, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (positions, groupChannels, groupFilters) = (window.Positions, window.Channels / groups, filters / groups);
        var depth = groupChannels * window.Taps;
        var gradients = scratch + (GatheredStride * depth);
        var multiply = gradients + (GatheredStride * groupFilters);
        weightGradient += group * groupFilters * depth;
        nint gathered = 0;
        for (nint sample = 0; sample < samples; sample++)
        {
            var source = input + (((sample * window.Channels) + (group * groupChannels)) * window.Height * window.Width);
            var gradient = outputGradient + (((sample * filters) + (group * groupFilters)) * positions);
            PaddedImage.Fill(window, source, groupChannels, 0, image);
            for (nint start = 0; start < positions; start += GatheredColumns)
            {
                var count = nint.Min(GatheredColumns, positions - start);
                if (gathered + count > GatheredColumns)
                {
                    Flush();
                }

                Gather<TLanes>(window, groupChannels, taps, image, start, count, scratch + gathered);
                for (nint filter = 0; filter < groupFilters; filter++)
                {
                    new ReadOnlySpan<float>(gradient + (filter * positions) + start, (int)count)
                        .CopyTo(new Span<float>(gradients + (filter * GatheredStride) + gathered, (int)count));
                }

                gathered += count;
            }
        }

        Flush();

        void Flush()
        {
            MatrixMultiply.Run<TLanes, AccumulateEpilogue>(
                groupFilters, depth, gathered, ref *gradients, GatheredStride, 1, ref *scratch, 1, GatheredStride,
                ref *multiply, new(weightGradient, depth, add: true));
            gathered = 0;
        }
    }

    /// <summary>What windows see, one row for each channel and element of the kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Gather<TLanes>(in WindowShape window, nint channels, int* taps, float* image, nint start, nint count, float* patches)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var runs = stackalloc WindowRun[GatheredColumns];
        var runCount = WindowRun.Cut(window, start, count, runs);
        var (tapCount, channelLength) = (window.Taps, window.ChannelLength);
        for (nint channel = 0; channel < channels; channel++, image += channelLength)
        {
            for (nint tap = 0; tap < tapCount; tap++, patches += GatheredStride)
            {
                WindowRun.Copy<TLanes>(runs, runCount, image + taps[tap], patches);
            }
        }
    }
}
