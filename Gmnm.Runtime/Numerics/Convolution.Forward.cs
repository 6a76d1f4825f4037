using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>The forward pass.</content>
public static unsafe partial class Convolution
{
    /// <summary>The forward pass in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TLanes, TEpilogue>(
        nint samples, WindowShape window, nint filters, nint groups,
        float* input, float* weight, float* scratch, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IImageEpilogue, allows ref struct
    {
        var isDirect = IsDirect(window, filters, groups);
        var image = scratch;
        scratch += window.ImageLength(window.Channels);
        if (!window.IsPointwise || isDirect)
        {
            PaddedImage.Pad(window, window.Channels, 0, image);
        }

        nint groupChannels = window.Channels / groups, groupFilters = filters / groups, depth = groupChannels * window.Taps;
        var offsets = (int*)scratch;
        var packed = scratch + depth + window.Positions + MicroKernel.MaxRows;
        nint packedLength = 0;
        var form = Form.Panels;
        if (!isDirect)
        {
            (form, _) = Fastest<TLanes>(window, groupFilters, depth);
            WriteOffsets(window, groupChannels, offsets);
            packedLength = PackWeight<TLanes>(form, weight, groups, groupFilters, depth, packed);
        }

        for (nint sample = 0; sample < samples; sample++, input += window.InputLength)
        {
            var source = input;
            if (!window.IsPointwise || isDirect)
            {
                PaddedImage.Fill(window, input, window.Channels, image);
                source = image;
            }

            for (nint group = 0; group < groups; group++)
            {
                var channel = source + (group * groupChannels * window.ChannelLength);
                var to = new SampleEpilogue<TEpilogue>(epilogue, sample, group * groupFilters);
                if (isDirect)
                {
                    DirectConvolution.Forward<TLanes, MultiplyAddTap, SampleEpilogue<TEpilogue>>(
                        window, groupFilters, channel, weight + (group * groupFilters * depth), scratch, to);
                }
                else
                {
                    Group<TLanes, SampleEpilogue<TEpilogue>>(
                        form, window, groupFilters, depth, offsets, channel,
                        packed + (group * packedLength), packed + (groups * packedLength), to);
                }
            }
        }
    }

    /// <summary>Packs the weights of each group into blocks of filters; returns the floats of a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint PackWeight<TLanes>(Form form, float* weight, nint groups, nint groupFilters, nint depth, float* packed)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var start = packed;
        for (nint group = 0; group < groups; group++)
        {
            nint rows;
            for (nint row = 0; row < groupFilters; row += rows)
            {
                rows = Block<TLanes>(form, groupFilters, groupFilters - row);
                var from = weight + (((group * groupFilters) + row) * depth);
                Panel.Pack(from, depth, 1, nint.Min(rows, groupFilters - row), rows, depth, packed);
                packed += rows * depth;
            }
        }

        return (nint)(packed - start) / groups;
    }

    /// <summary>One group of one sample, from packed patches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Panels<TLanes, TEpilogue>(
        in WindowShape window, nint filters, nint channels, int* taps, float* image, float* weight, float* panels, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        var tile = stackalloc float[MicroKernel.MaxRows * GroupColumns];
        var (depth, positions) = (channels * window.Taps, window.Positions);
        for (nint column = 0; column < positions; column += GroupColumns)
        {
            var columns = nint.Min(GroupColumns, positions - column);
            nint width;
            for (nint c = 0; c < columns; c += width)
            {
                width = MicroKernel.Columns<TLanes>(columns - c);
                PackPanel<TLanes>(
                    window, channels, taps, image, column + c, nint.Min(width, columns - c), width, panels + (c * depth));
            }

            nint rows;
            for (nint row = 0; row < filters; row += rows)
            {
                rows = MicroKernel.Rows<TLanes>(filters - row);
                for (nint c = 0; c < columns; c += width)
                {
                    width = MicroKernel.Columns<TLanes>(columns - c);
                    MicroKernel.Multiply<TLanes>(
                        rows, width, depth, weight + (row * depth), panels + (c * depth), tile + c, GroupColumns);
                }

                TileEpilogue.Apply<TLanes, TEpilogue>(
                    epilogue, tile, GroupColumns, row, nint.Min(rows, filters - row), column, columns);
            }
        }
    }

    /// <summary>A panel of patches: for each channel and element of the kernel, what <paramref name="count"/> windows see there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void PackPanel<TLanes>(
        in WindowShape window, nint channels, int* taps, float* image, nint start, nint count, nint width, float* panel)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (window.IsPointwise)
        {
            Panel.Pack(image + start, 1, window.Positions, count, width, channels, panel);
            return;
        }

        var runs = stackalloc WindowRun[GroupColumns];
        var runCount = WindowRun.Cut(window, start, count, runs);
        var (tapCount, channelLength) = (window.Taps, window.ChannelLength);
        for (nint channel = 0; channel < channels; channel++, image += channelLength)
        {
            for (nint tap = 0; tap < tapCount; tap++, panel += width)
            {
                WindowRun.Copy<TLanes>(runs, runCount, image + taps[tap], panel);
            }
        }
    }
}
