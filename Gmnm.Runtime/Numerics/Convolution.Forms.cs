using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <content>The forms that the forward pass of groups with several channels has, and which is the fastest.</content>
public static unsafe partial class Convolution
{
    /// <summary>What a vector of results costs besides its products, in products: copied out of a line, or transposed.</summary>
    private const int LineCost = 16, TransposeCost = 8;

    /// <summary>What a vector of patches costs that is packed, a vector that is added to an image, and a row of a tile of filters.</summary>
    private const int PackingCost = 6, ScatterCost = 20, RowCost = 3;

    private enum Form
    {
        /// <summary>Patches packed into panels.</summary>
        Panels,

        /// <summary>Lines of the padded image.</summary>
        Lines,

        /// <summary>Filters in the lanes.</summary>
        Filters,
    }

    /// <summary>The form with the least cost: multiply-adds of vectors, counting what is computed in vain and what is moved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Form Form, nint Cost) Fastest<TLanes>(in WindowShape window, nint filters, nint depth)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        nint positions = window.Positions, vectors = Multiple(positions, TLanes.Count) / TLanes.Count, rows = Multiple(filters, 4);
        var panels = (vectors * (rows + PackingCost) * depth) + (TransposeCost * vectors * filters);
        var line = Multiple(window.Span, MicroKernel.Columns<TLanes>()) / TLanes.Count;
        var lines = (line * (rows + 1) * depth) + (LineCost * vectors * filters);
        var lanes = IsHalfATile<TLanes>(filters) ? TLanes.Count : Multiple(filters, MicroKernel.Columns<TLanes>());
        var filter = (positions * ((lanes / TLanes.Count * depth) + RowCost)) + (TransposeCost * vectors * filters);
        var (form, cost) = lines <= panels && !window.IsPointwise ? (Form.Lines, lines) : (Form.Panels, panels);
        return filter <= cost ? (Form.Filters, filter) : (form, cost);
    }

    /// <summary>Whether a convolution with turned kernels costs less than adding products to the image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsTurnedFaster<TLanes>(in WindowShape window, in WindowShape turned, nint channels, nint filters)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        nint depth = channels * window.Taps, vectors = Multiple(window.Positions, TLanes.Count) / TLanes.Count;
        var added = window.OutputHeight * Multiple(window.OutputWidth, TLanes.Count) / TLanes.Count;
        return Fastest<TLanes>(turned, channels, filters * window.Taps).Cost
            <= (vectors * Multiple(depth, 4) * filters) + (ScatterCost * added * depth);
    }

    /// <summary>Whether filters fill the tile of vectors half as wide better.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsHalfATile<TLanes>(nint filters)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Count > 8 && filters <= TLanes.Count && Vector256.IsHardwareAccelerated;

    /// <summary>Filters that are packed together where <paramref name="filters"/> are in a group and <paramref name="remaining"/> are left.</summary>
    private static nint Block<TLanes>(Form form, nint filters, nint remaining)
        where TLanes : unmanaged, ILanes<TLanes> =>
        form != Form.Filters ? MicroKernel.Rows<TLanes>(remaining)
        : IsHalfATile<TLanes>(filters) ? TLanes.Count : MicroKernel.Columns<TLanes>();

    /// <summary>
    /// Writes where a window has each element of the kernel, then the places of the windows, then places for the rows of the last
    /// tile that are none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteOffsets(in WindowShape window, nint channels, int* offsets)
    {
        window.WriteOffsets(channels, offsets);
        offsets += channels * window.Taps;
        window.WritePlaces(0, offsets);
        new Span<int>(offsets + window.Positions, MicroKernel.MaxRows).Clear();
    }

    /// <summary>One group of one sample.</summary>
    /// <param name="form">The form.</param>
    /// <param name="window">Extents.</param>
    /// <param name="filters">Filters of the group.</param>
    /// <param name="depth">Weights of a filter.</param>
    /// <param name="offsets">What <see cref="WriteOffsets"/> wrote.</param>
    /// <param name="image">The padded channels of the group.</param>
    /// <param name="weight">The packed weights.</param>
    /// <param name="panels">Room for panels.</param>
    /// <param name="epilogue">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Group<TLanes, TEpilogue>(
        Form form, in WindowShape window, nint filters, nint depth, int* offsets, float* image, float* weight, float* panels,
        TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        switch (form)
        {
            case Form.Lines:
                Lines<TLanes, TEpilogue>(window, filters, depth, offsets, image, weight, epilogue);
                break;
            case Form.Filters:
                Filters<TLanes, TEpilogue>(window, filters, depth, offsets, offsets + depth, image, weight, epilogue);
                break;
            default:
                Panels<TLanes, TEpilogue>(window, filters, depth / window.Taps, offsets, image, weight, panels, epilogue);
                break;
        }
    }

    private static nint Multiple(nint count, nint of) => (count + of - 1) / of * of;
}
