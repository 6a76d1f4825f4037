using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>
/// Filters in the lanes: elements of the padded image are broadcast, so that no window is computed that is not in the output;
/// the sums are transposed on their way to the epilogue.
/// </content>
public static unsafe partial class Convolution
{
    /// <summary>Positions whose sums are transposed at a time.</summary>
    private const int FilterPositions = 128;

    /// <summary>One group of one sample; <paramref name="places"/> are those of the positions, with <see cref="MicroKernel.MaxRows"/> behind the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Filters<TLanes, TEpilogue>(
        in WindowShape window, nint filters, nint depth, int* offsets, int* places, float* image, float* weight, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        if (IsHalfATile<TLanes>(filters))
        {
            Filters<Lanes256, TEpilogue>(window, filters, depth, offsets, places, image, weight, epilogue);
            return;
        }

        var width = MicroKernel.Columns<TLanes>();
        var tile = stackalloc float[(FilterPositions + MicroKernel.MaxRows) * TileColumns];
        var lines = stackalloc float[FilterPositions * TileColumns];
        var positions = window.Positions;
        for (nint start = 0; start < positions; start += FilterPositions)
        {
            var count = nint.Min(FilterPositions, positions - start);
            for (nint filter = 0; filter < filters; filter += width)
            {
                var used = nint.Min(width, filters - filter);
                nint rows;
                for (nint row = 0; row < count; row += rows)
                {
                    rows = MicroKernel.Rows<TLanes>(count - row);
                    ImageKernel.MultiplyFilters<TLanes>(
                        rows, depth, image, places + start + row, offsets, weight + (filter * depth), tile + (row * width), width, add: false);
                }

                Panel.Pack(tile, width, 1, count, count, used, lines);
                TileEpilogue.Apply<TLanes, TEpilogue>(epilogue, lines, count, filter, used, start, count);
            }
        }
    }
}
