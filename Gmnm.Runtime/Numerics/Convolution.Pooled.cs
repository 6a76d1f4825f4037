using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <content>
/// Max pooling of two by two windows side by side, of sums that are not in memory. Filters are in the lanes, and the four
/// positions of a window follow each other: a quarter of the sums is transposed and goes to the epilogue.
/// </content>
public static unsafe partial class Convolution
{
    /// <summary>Sums of a window.</summary>
    private const int PooledPositions = 4;

    /// <summary>
    /// <c>output[n, f, y, x]</c>, the greatest of the four sums at rows 2 y, 2 y + 1 and columns 2 x, 2 x + 1 of what
    /// <see cref="Forward{TEpilogue}"/> gives, each handed to <paramref name="epilogue"/> once.
    /// </summary>
    /// <param name="samples">Images.</param>
    /// <param name="window">Extents of the convolution.</param>
    /// <param name="filters">Channels of the output.</param>
    /// <param name="input">[samples, C, H, W].</param>
    /// <param name="weight">[filters, C, KernelHeight, KernelWidth].</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats, for one group.</param>
    /// <param name="epilogue">Takes the results, at positions of the pooled image.</param>
    public static void ForwardPooled<TEpilogue>(
        nint samples, WindowShape window, nint filters,
        ref readonly float input, ref readonly float weight, ref float scratch, TEpilogue epilogue)
        where TEpilogue : struct, IImageEpilogue, allows ref struct
    {
        fixed (float* x = &input, w = &weight, s = &scratch)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                ForwardPooled<Lanes512, TEpilogue>(samples, window, filters, x, w, s, epilogue);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                ForwardPooled<Lanes256, TEpilogue>(samples, window, filters, x, w, s, epilogue);
            }
            else
            {
                ForwardPooled<Lanes128, TEpilogue>(samples, window, filters, x, w, s, epilogue);
            }
        }
    }

    /// <summary>The same in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ForwardPooled<TLanes, TEpilogue>(
        nint samples, WindowShape window, nint filters, float* input, float* weight, float* scratch, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IImageEpilogue, allows ref struct
    {
        var image = scratch;
        scratch += window.ImageLength(window.Channels);
        if (!window.IsPointwise)
        {
            PaddedImage.Pad(window, window.Channels, 0, image);
        }

        var depth = window.Channels * window.Taps;
        var offsets = (int*)scratch;
        var packed = scratch + depth + window.Positions + MicroKernel.MaxRows;
        WriteOffsets(window, window.Channels, offsets);
        WriteWindows(window, offsets + depth);
        PackWeight<TLanes>(Form.Filters, weight, 1, filters, depth, packed);
        for (nint sample = 0; sample < samples; sample++, input += window.InputLength)
        {
            var source = input;
            if (!window.IsPointwise)
            {
                PaddedImage.Fill(window, input, window.Channels, image);
                source = image;
            }

            Pooled<TLanes, SampleEpilogue<TEpilogue>>(
                window, filters, depth, offsets, source, packed, new SampleEpilogue<TEpilogue>(epilogue, sample, 0));
        }
    }

    /// <summary>Writes the places of positions window by window; a last row or column without a neighbour is in none.</summary>
    private static void WriteWindows(in WindowShape window, int* places)
    {
        var width = (int)window.ImageWidth;
        for (var y = 0; y < window.OutputHeight - 1; y += 2)
        {
            for (var x = 0; x < window.OutputWidth - 1; x += 2, places += PooledPositions)
            {
                places[0] = (y * width) + x;
                places[1] = places[0] + 1;
                places[2] = places[0] + width;
                places[3] = places[2] + 1;
            }
        }

        new Span<int>(places, MicroKernel.MaxRows).Clear();
    }

    /// <summary>One sample; <paramref name="offsets"/> are those of the kernel's elements, then those of the positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Pooled<TLanes, TEpilogue>(
        in WindowShape window, nint filters, nint depth, int* offsets, float* image, float* weight, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        if (IsHalfATile<TLanes>(filters))
        {
            Pooled<Lanes256, TEpilogue>(window, filters, depth, offsets, image, weight, epilogue);
            return;
        }

        var width = MicroKernel.Columns<TLanes>();
        var tile = stackalloc float[(FilterPositions + MicroKernel.MaxRows) * TileColumns];
        var lines = stackalloc float[FilterPositions / PooledPositions * TileColumns];
        var positions = window.OutputHeight / 2 * (window.OutputWidth / 2) * (nint)PooledPositions;
        for (nint start = 0; start < positions; start += FilterPositions)
        {
            var count = nint.Min(FilterPositions, positions - start);
            var windows = count / PooledPositions;
            for (nint filter = 0; filter < filters; filter += width)
            {
                var used = nint.Min(width, filters - filter);
                nint rows;
                for (nint row = 0; row < count; row += rows)
                {
                    rows = MicroKernel.Rows<TLanes>(count - row);
                    ImageKernel.MultiplyFilters<TLanes>(
                        rows, depth, image, offsets + depth + start + row, offsets, weight + (filter * depth), tile + (row * width), width,
                        add: false);
                }

                Greatest<TLanes>(tile, width, windows);
                Panel.Pack(tile, width, 1, windows, windows, used, lines);
                TileEpilogue.Apply<TLanes, TEpilogue>(epilogue, lines, windows, filter, used, start / PooledPositions, windows);
            }
        }
    }

    /// <summary>The greatest of each four rows of a tile, two vectors wide, in the place of its first rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Greatest<TLanes>(float* tile, nint width, nint windows)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var to = tile;
        for (nint i = 0; i < windows; i++, tile += PooledPositions * width, to += width)
        {
            for (nint c = 0; c < width; c += TLanes.Count)
            {
                var result = TLanes.Max(TLanes.Load(ref *tile, c), TLanes.Load(ref *tile, width + c));
                result = TLanes.Max(result, TLanes.Load(ref *tile, (2 * width) + c));
                TLanes.Store(TLanes.Max(result, TLanes.Load(ref *tile, (3 * width) + c)), ref *to, c);
            }
        }
    }
}
