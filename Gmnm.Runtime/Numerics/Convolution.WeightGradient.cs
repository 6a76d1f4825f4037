using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>
/// The gradient with respect to the weight: over stretches of positions, elements of the padded image times the output's
/// gradient, whose filters are packed side by side. Nothing of the patches is copied.
/// </content>
public static unsafe partial class Convolution
{
    /// <summary>The gradient in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void WeightGradient<TLanes>(
        nint samples, WindowShape window, nint filters, nint groups,
        float* input, float* outputGradient, float* weightGradient, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (!IsDirect(window, filters, groups))
        {
            for (nint group = 0; group < groups; group++)
            {
                GroupWeightGradient<TLanes>(samples, window, filters, groups, group, input, outputGradient, weightGradient, scratch);
            }

            return;
        }

        new Span<float>(weightGradient, checked((int)(filters * window.Taps))).Clear();
        var image = scratch;
        scratch += window.ImageLength(window.Channels);
        PaddedImage.Pad(window, window.Channels, 0, image);
        for (nint sample = 0; sample < samples; sample++, input += window.InputLength)
        {
            PaddedImage.Fill(window, input, window.Channels, image);
            for (nint group = 0; group < groups; group++)
            {
                var filter = group * (filters / groups);
                DirectConvolution.WeightGradient<TLanes>(
                    window, filters / groups, image + (group * window.ChannelLength),
                    outputGradient + (((sample * filters) + filter) * window.Positions), weightGradient + (filter * window.Taps), scratch);
            }
        }
    }

    /// <summary>One group of all samples; few filters in narrower vectors, whose tiles they fill better.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GroupWeightGradient<TLanes>(
        nint samples, in WindowShape window, nint filters, nint groups, nint group,
        float* input, float* outputGradient, float* weightGradient, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        nint positions = window.Positions, groupChannels = window.Channels / groups, groupFilters = filters / groups;
        if (IsHalfATile<TLanes>(groupFilters))
        {
            GroupWeightGradient<Lanes256>(samples, window, filters, groups, group, input, outputGradient, weightGradient, scratch);
            return;
        }

        nint depth = groupChannels * window.Taps, imageLength = groupChannels * window.ChannelLength;
        nint atOnce = SamplesAtOnce(window), width = MicroKernel.Columns<TLanes>();
        var sumsStride = (groupFilters + width - 1) / width * width;
        var offsets = (int*)(scratch + (atOnce * imageLength) + WindowShape.Slack);
        var places = offsets + depth + MicroKernel.MaxRows;
        var panel = (float*)(places + (atOnce * positions));
        var sums = panel + (StretchPositions * width);
        window.WriteOffsets(groupChannels, offsets);
        new Span<int>(offsets + depth, MicroKernel.MaxRows).Clear();
        new Span<float>(sums, checked((int)((depth + MicroKernel.MaxRows) * sumsStride))).Clear();
        for (nint image = 0; image < atOnce; image++)
        {
            PaddedImage.Pad(window, groupChannels, 0, scratch + (image * imageLength));
            window.WritePlaces((int)(image * imageLength), places + (image * positions));
        }

        for (nint sample = 0; sample < samples; sample += atOnce)
        {
            var images = nint.Min(atOnce, samples - sample);
            for (nint image = 0; image < images; image++)
            {
                var source = input + ((((sample + image) * window.Channels) + (group * groupChannels)) * window.Height * window.Width);
                PaddedImage.Fill(window, source, groupChannels, scratch + (image * imageLength));
            }

            for (nint start = 0; start < images * positions; start += StretchPositions)
            {
                var count = nint.Min(StretchPositions, (images * positions) - start);
                for (nint filter = 0; filter < groupFilters; filter += width)
                {
                    PackGradient(
                        outputGradient + (((sample * filters) + (group * groupFilters) + filter) * positions), filters * positions,
                        positions, start, count, nint.Min(width, groupFilters - filter), width, panel);
                    nint rows;
                    for (nint row = 0; row < depth; row += rows)
                    {
                        rows = MicroKernel.Rows<TLanes>(depth - row);
                        ImageKernel.MultiplyFilters<TLanes>(
                            rows, count, scratch, offsets + row, places + start, panel, sums + (row * sumsStride) + filter,
                            sumsStride, add: true);
                    }
                }
            }
        }

        weightGradient += group * groupFilters * depth;
        for (nint filter = 0; filter < groupFilters; filter++)
        {
            for (nint row = 0; row < depth; row++, weightGradient++)
            {
                *weightGradient = sums[(row * sumsStride) + filter];
            }
        }
    }

    /// <summary>Samples whose positions are added up before the sums leave the registers: several where images are small.</summary>
    private static int SamplesAtOnce(in WindowShape window) =>
        (int)nint.Clamp(StretchPositions / 4 / nint.Max(1, window.Positions), 1, 8);

    /// <summary>Packs filters side by side, for a stretch of positions that may go over several samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackGradient(
        float* gradient, nint sampleStride, nint positions, nint start, nint count, nint filters, nint width, float* panel)
    {
        var (sample, position) = nint.DivRem(start, positions);
        for (nint done = 0; done < count; sample++, position = 0)
        {
            var length = nint.Min(positions - position, count - done);
            Panel.Pack(gradient + (sample * sampleStride) + position, positions, 1, filters, width, length, panel + (done * width));
            done += length;
        }
    }
}
