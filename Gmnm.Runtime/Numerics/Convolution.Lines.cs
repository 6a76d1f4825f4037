using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>
/// Windows of stretches of the padded image as one line, with those between the rows, which are dropped: nothing is packed,
/// and whole vectors run however narrow the image.
/// </content>
public static unsafe partial class Convolution
{
    /// <summary>Windows of a line that a tile has at a time: their sums stay in the first-level cache.</summary>
    private const int LineColumns = 256;

    /// <summary>One group of one sample; reads up to two vectors behind the last window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Lines<TLanes, TEpilogue>(
        in WindowShape window, nint filters, nint depth, int* offsets, float* image, float* weight, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        var tile = stackalloc float[(MicroKernel.MaxRows * LineColumns) + WindowShape.Slack];
        var line = stackalloc float[LineColumns + WindowShape.Slack];
        var runs = stackalloc WindowRun[LineColumns];
        nint span = window.Span, stretch = Stretch(window, TLanes.Count), position = 0;
        for (nint start = 0; start < span; start += stretch)
        {
            var columns = nint.Min(stretch, span - start);
            var runCount = WindowRun.CutLine(window, start, columns, runs, out var positions);
            nint rows;
            for (nint row = 0; row < filters; row += rows)
            {
                rows = MicroKernel.Rows<TLanes>(filters - row);
                for (nint c = 0; c < columns; c += MicroKernel.Columns<TLanes>())
                {
                    ImageKernel.Multiply<TLanes>(
                        rows, depth, weight + (row * depth), image + start + c, offsets, tile + c, LineColumns);
                }

                for (nint r = 0; r < nint.Min(rows, filters - row); r++)
                {
                    WindowRun.Copy<TLanes>(runs, runCount, tile + (r * LineColumns), line);
                    TileEpilogue.Apply<TLanes, TEpilogue>(epilogue, line, 0, row + r, 1, position, positions);
                }
            }

            position += positions;
        }
    }

    /// <summary>
    /// Windows of a line that are taken at a time: where possible whole rows that are whole vectors in the output, so that no
    /// stretch ends in narrower lanes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Stretch(in WindowShape window, nint lanes)
    {
        var most = nint.Min(LineColumns / window.ImageWidth, window.OutputHeight);
        for (var rows = most; 2 * rows > most && most < window.OutputHeight; rows--)
        {
            if (rows * window.OutputWidth % lanes == 0)
            {
                return rows * window.ImageWidth;
            }
        }

        return most > 0 ? most * window.ImageWidth : LineColumns;
    }
}
