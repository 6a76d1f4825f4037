using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>
/// The gradient with respect to the input: the transposed weight times the output's gradient, each row added where its element
/// of the kernel saw the input.
/// </content>
public static unsafe partial class Convolution
{
    /// <summary>The gradient in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void InputGradient<TLanes>(
        nint samples, WindowShape window, nint filters, nint groups,
        float* outputGradient, float* weight, float* inputGradient, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (!IsDirect(window, filters, groups) && Turned(window, (int)filters) is { } turned
            && IsTurnedFaster<TLanes>(window, turned, window.Channels / groups, filters / groups))
        {
            TurnedForward<TLanes>(samples, turned, window.Channels, groups, outputGradient, weight, inputGradient, scratch);
            return;
        }

        var image = scratch;
        scratch += window.ImageLength(window.Channels);
        var (groupChannels, groupFilters) = (window.Channels / groups, filters / groups);
        var rows = groupChannels * window.Taps;
        var isDirect = IsDirect(window, filters, groups);
        var offsets = (int*)scratch;
        scratch += isDirect ? 0 : rows;
        var packedLength = isDirect ? 0 : PackTransposedWeight<TLanes>(window, weight, groups, groupChannels, groupFilters, offsets, scratch);
        for (nint sample = 0; sample < samples; sample++)
        {
            var target = inputGradient;
            if (!window.IsPointwise || isDirect)
            {
                PaddedImage.Pad(window, window.Channels, 0, image);
                target = image;
            }

            for (nint group = 0; group < groups; group++, outputGradient += groupFilters * window.Positions)
            {
                var channel = target + (group * groupChannels * window.ChannelLength);
                if (isDirect)
                {
                    DirectConvolution.Adjoint<TLanes>(
                        window, groupFilters, outputGradient, weight + (group * groupFilters * rows), channel, scratch);
                }
                else
                {
                    GroupAdjoint<TLanes>(
                        window, groupFilters, rows, outputGradient, scratch + (group * packedLength), offsets,
                        scratch + (groups * packedLength), channel);
                }
            }

            if (target == image)
            {
                PaddedImage.Extract(window, image, window.Channels, inputGradient);
            }

            inputGradient += window.InputLength;
        }
    }

    /// <summary>
    /// Packs the transposed weights of each group into blocks of rows; returns the floats of a group. The rows are ordered
    /// by the kernel's column, its row, then the channel: neighbouring rows add to different channels, so that no addition
    /// waits for the one before it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint PackTransposedWeight<TLanes>(
        in WindowShape window, float* weight, nint groups, nint groupChannels, nint groupFilters, int* offsets, float* packed)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var start = packed;
        var depth = groupChannels * window.Taps;
        for (nint group = 0; group < groups; group++)
        {
            nint blockRows;
            for (nint row = 0; row < depth; row += blockRows)
            {
                blockRows = MicroKernel.Rows<TLanes>(depth - row);
                new Span<float>(packed, (int)(blockRows * groupFilters)).Clear();
                for (nint r = 0; r < nint.Min(blockRows, depth - row); r++)
                {
                    var (tap, channel) = nint.DivRem(row + r, groupChannels);
                    var (j, i) = nint.DivRem(tap, window.KernelHeight);
                    offsets[row + r] = (int)((channel * window.ChannelLength) + window.Tap(i, j));
                    var from = weight + (((group * groupFilters * groupChannels) + channel) * window.Taps) + (i * window.KernelWidth) + j;
                    for (nint filter = 0; filter < groupFilters; filter++)
                    {
                        packed[(filter * blockRows) + r] = from[filter * depth];
                    }
                }

                packed += blockRows * groupFilters;
            }
        }

        return (nint)(packed - start) / groups;
    }

    /// <summary>One group of one sample: adds to the padded image, or writes the image where windows are single elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void GroupAdjoint<TLanes>(
        in WindowShape window, nint filters, nint rows, float* outputGradient, float* weight, int* offsets, float* panels, float* image)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var tile = stackalloc float[(MicroKernel.MaxRows * GroupColumns) + WindowShape.Slack];
        var runs = stackalloc WindowRun[GroupColumns];
        var positions = window.Positions;
        for (nint column = 0; column < positions; column += GroupColumns)
        {
            var columns = nint.Min(GroupColumns, positions - column);
            nint width;
            for (nint c = 0; c < columns; c += width)
            {
                width = MicroKernel.Columns<TLanes>(columns - c);
                Panel.Pack(
                    outputGradient + column + c, 1, positions, nint.Min(width, columns - c), width, filters, panels + (c * filters));
            }

            var runCount = WindowRun.Cut(window, column, columns, runs);
            nint blockRows;
            for (nint row = 0; row < rows; row += blockRows)
            {
                blockRows = MicroKernel.Rows<TLanes>(rows - row);
                for (nint c = 0; c < columns; c += width)
                {
                    width = MicroKernel.Columns<TLanes>(columns - c);
                    MicroKernel.Multiply<TLanes>(
                        blockRows, width, filters, weight + (row * filters), panels + (c * filters), tile + c, GroupColumns);
                }

                var used = nint.Min(blockRows, rows - row);
                if (window.IsPointwise)
                {
                    TileEpilogue.Apply<TLanes, AccumulateEpilogue>(
                        new(image, positions, add: false), tile, GroupColumns, row, used, column, columns);
                    continue;
                }

                for (nint r = 0; r < used; r++)
                {
                    WindowRun.Add<TLanes>(runs, runCount, tile + (r * GroupColumns), image + offsets[row + r]);
                }
            }
        }
    }
}
