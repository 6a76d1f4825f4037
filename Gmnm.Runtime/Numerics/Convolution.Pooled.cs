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
    /// <param name="places">
    /// [samples, filters, rows, columns]; takes which of the four sums each result is, 0 to 3 row by row, the first where several
    /// are equal: what <see cref="Pooling.PlaceGradient"/> reads. A null reference for nothing.
    /// </param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats, for one group.</param>
    /// <param name="epilogue">Takes the results, at positions of the pooled image.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ForwardPooled<TEpilogue>(
        nint samples, WindowShape window, nint filters,
        ref readonly float input, ref readonly float weight, ref float places, ref float scratch, TEpilogue epilogue)
        where TEpilogue : struct, IImageEpilogue, allows ref struct
    {
        fixed (float* x = &input, w = &weight, at = &places, s = &scratch)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                ForwardPooled<Lanes512, TEpilogue>(samples, window, filters, x, w, at, s, epilogue);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                ForwardPooled<Lanes256, TEpilogue>(samples, window, filters, x, w, at, s, epilogue);
            }
            else
            {
                ForwardPooled<Lanes128, TEpilogue>(samples, window, filters, x, w, at, s, epilogue);
            }
        }
    }

    /// <summary>The same in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ForwardPooled<TLanes, TEpilogue>(
        nint samples, WindowShape window, nint filters, float* input, float* weight, float* places, float* scratch, TEpilogue epilogue)
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
                window, filters, depth, offsets, source, packed,
                places == null ? null : places + (sample * filters * PooledLength(window)), new SampleEpilogue<TEpilogue>(epilogue, sample, 0));
        }
    }

    /// <summary>Results of a channel.</summary>
    private static nint PooledLength(in WindowShape window) => window.OutputHeight / 2 * (nint)(window.OutputWidth / 2);

    /// <summary>Writes where positions are, window by window; a last row or column without a neighbour is in none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteWindows(in WindowShape window, int* positions)
    {
        var width = (int)window.ImageWidth;
        for (var y = 0; y < window.OutputHeight - 1; y += 2)
        {
            for (var x = 0; x < window.OutputWidth - 1; x += 2, positions += PooledPositions)
            {
                positions[0] = (y * width) + x;
                positions[1] = positions[0] + 1;
                positions[2] = positions[0] + width;
                positions[3] = positions[2] + 1;
            }
        }

        new Span<int>(positions, MicroKernel.MaxRows).Clear();
    }

    /// <summary>One sample; <paramref name="offsets"/> are those of the kernel's elements, then those of the positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Pooled<TLanes, TEpilogue>(
        in WindowShape window, nint filters, nint depth, int* offsets, float* image, float* weight, float* places, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        if (IsHalfATile<TLanes>(filters))
        {
            Pooled<Lanes256, TEpilogue>(window, filters, depth, offsets, image, weight, places, epilogue);
            return;
        }

        var width = MicroKernel.Columns<TLanes>();
        var tile = stackalloc float[(FilterPositions + MicroKernel.MaxRows) * TileColumns];
        var lines = stackalloc float[FilterPositions / PooledPositions * TileColumns];
        var chosen = stackalloc float[FilterPositions / PooledPositions * TileColumns];
        var length = PooledLength(window);
        var positions = length * PooledPositions;
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

                Greatest<TLanes>(tile, width, windows, places == null ? null : chosen);
                if (places != null)
                {
                    Panel.Pack(chosen, width, 1, windows, windows, used, lines);
                    for (nint row = 0; row < used; row++)
                    {
                        Panel.Copy(lines + (row * windows), places + ((filter + row) * length) + (start / PooledPositions), windows);
                    }
                }

                Panel.Pack(tile, width, 1, windows, windows, used, lines);
                TileEpilogue.Apply<TLanes, TEpilogue>(epilogue, lines, windows, filter, used, start / PooledPositions, windows);
            }
        }
    }

    /// <summary>
    /// The greatest of each four rows of a tile in the place of its first rows, and which it was, unless
    /// <paramref name="chosen"/> is null.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Greatest<TLanes>(float* tile, nint width, nint windows, float* chosen)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var to = tile;
        for (nint i = 0; i < windows; i++, tile += PooledPositions * width, to += width)
        {
            for (nint c = 0; c < width; c += TLanes.Count)
            {
                TLanes first = TLanes.Load(ref *tile, c), second = TLanes.Load(ref *tile, width + c);
                TLanes third = TLanes.Load(ref *tile, (2 * width) + c), fourth = TLanes.Load(ref *tile, (3 * width) + c);
                var ofTwo = TLanes.Max(first, second);
                var ofThree = TLanes.Max(ofTwo, third);
                TLanes.Store(TLanes.Max(ofThree, fourth), ref *to, c);
                if (chosen != null)
                {
                    var place = TLanes.And(TLanes.GreaterThan(second, first), TLanes.Splat(1f));
                    place = TLanes.Select(TLanes.GreaterThan(third, ofTwo), TLanes.Splat(2f), place);
                    TLanes.Store(TLanes.Select(TLanes.GreaterThan(fourth, ofThree), TLanes.Splat(3f), place), ref *chosen, (i * width) + c);
                }
            }
        }
    }
}
