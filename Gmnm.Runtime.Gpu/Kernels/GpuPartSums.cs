using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>Keeps the sums of one part of the depth, [part, row, column], for <see cref="Add"/>.</summary>
/// <param name="scratch">Where they go.</param>
/// <param name="rows">Rows of the result.</param>
/// <param name="columns">Columns of the result.</param>
/// <param name="part">The part.</param>
public readonly struct GpuPartSums(Place scratch, int rows, int columns, int part) : IElementEpilogue, IProductEpilogue
{
    /// <summary>Elements of a group in <see cref="AddMany"/>.</summary>
    public const int Lanes = 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float accumulator, int row, int column) => scratch[(((part * rows) + row) * columns) + column] = accumulator;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Quad sums, int row, int column)
    {
        if (columns % 4 == 0)
        {
            scratch.StoreFour((((part * rows) + row) * columns) + column, sums);
        }
        else
        {
            new Elements<GpuPartSums>(this, columns, areFours: false).Store(sums, row, column);
        }
    }

    /// <summary>Adds the parts up, in their order, and hands the results to the epilogue: one grid over all elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TBody>(Place sums, int rows, int columns, int parts, TBody body)
        where TBody : struct, IElementEpilogue
    {
        for (var element = GpuGrid.First; element < rows * columns; element += GpuGrid.Stride)
        {
            var sum = 0f;
            for (var part = 0; part < parts; part++)
            {
                sum += sums[(part * rows * columns) + element];
            }

            body.Store(sum, element / columns, element % columns);
        }
    }

    /// <summary>The same for many parts of a small result: eight elements for a group of threads, whose threads below each other share the parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddMany<TBody>(Place sums, int rows, int columns, int parts, TBody body)
        where TBody : struct, IElementEpilogue
    {
        var element = (GpuGrid.GroupX * Lanes) + (GpuGrid.Thread % Lanes);
        var sum = 0f;
        if (element < rows * columns)
        {
            for (var part = GpuGrid.Thread / Lanes; part < parts; part += GpuGrid.Threads / Lanes)
            {
                sum += sums[(part * rows * columns) + element];
            }
        }

        sum = GpuReduction.LaneSum(sum, Lanes);
        if (GpuGrid.Thread < Lanes && element < rows * columns)
        {
            body.Store(sum, element / columns, element % columns);
        }
    }
}
