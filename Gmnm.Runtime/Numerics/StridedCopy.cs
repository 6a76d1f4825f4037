using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// Copies a matrix of any strides into another of any strides. Rows that both hold contiguously go as they are; where one
/// matrix is contiguous along the other axis, blocks are transposed in registers. Bound by memory.
/// </summary>
public static unsafe class StridedCopy
{
    /// <summary>Rows of a block of a transposition: its source stays in the first-level cache.</summary>
    private const int BlockRows = 64;

    /// <summary>
    /// <c>destination[r * toRowStride + c * toColumnStride] = source[r * rowStride + c * columnStride]</c>. The two do not
    /// overlap.
    /// </summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="source">Element (0, 0) of what is read.</param>
    /// <param name="rowStride">Floats from a row of the source to the next.</param>
    /// <param name="columnStride">Floats from a column of the source to the next.</param>
    /// <param name="destination">Element (0, 0) of what is written.</param>
    /// <param name="toRowStride">Floats from a row of the destination to the next.</param>
    /// <param name="toColumnStride">Floats from a column of the destination to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        nint rows, nint columns, ref readonly float source, nint rowStride, nint columnStride,
        ref float destination, nint toRowStride, nint toColumnStride)
    {
        fixed (float* from = &source, to = &destination)
        {
            if (columnStride == 1 && toColumnStride == 1)
            {
                Rows(rows, columns, from, rowStride, to, toRowStride);
            }
            else if (rowStride == 1 && toColumnStride == 1)
            {
                Transposed(rows, columns, from, columnStride, to, toRowStride);
            }
            else if (columnStride == 1 && toRowStride == 1)
            {
                Transposed(columns, rows, from, rowStride, to, toColumnStride);
            }
            else
            {
                Elements(rows, columns, from, rowStride, columnStride, to, toRowStride, toColumnStride);
            }
        }
    }

    /// <summary>Zeros in a matrix whose rows are contiguous.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="destination">Element (0, 0).</param>
    /// <param name="rowStride">Floats from a row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clear(nint rows, nint columns, ref float destination, nint rowStride)
    {
        fixed (float* to = &destination)
        {
            for (nint row = 0; row < rows; row++)
            {
                new Span<float>(to + (row * rowStride), checked((int)columns)).Clear();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows(nint rows, nint columns, float* from, nint rowStride, float* to, nint toRowStride)
    {
        if (rowStride == columns && toRowStride == columns)
        {
            Buffer.MemoryCopy(from, to, rows * columns * sizeof(float), rows * columns * sizeof(float));
            return;
        }

        for (nint row = 0; row < rows; row++)
        {
            Panel.Copy(from + (row * rowStride), to + (row * toRowStride), columns);
        }
    }

    /// <summary><c>to[r * toRowStride + c] = from[r + c * columnStride]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transposed(nint rows, nint columns, float* from, nint columnStride, float* to, nint toRowStride)
    {
        if (columns < 4)
        {
            Elements(columns, rows, from, columnStride, 1, to, 1, toRowStride);
            return;
        }

        for (nint row = 0; row < rows; row += BlockRows)
        {
            PanelTranspose.Run(
                from + row, columnStride, columns, nint.Min(BlockRows, rows - row), to + (row * toRowStride), toRowStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Elements(
        nint rows, nint columns, float* from, nint rowStride, nint columnStride, float* to, nint toRowStride, nint toColumnStride)
    {
        for (nint row = 0; row < rows; row++)
        {
            float* source = from + (row * rowStride), destination = to + (row * toRowStride);
            for (nint column = 0; column < columns; column++)
            {
                destination[column * toColumnStride] = source[column * columnStride];
            }
        }
    }
}
