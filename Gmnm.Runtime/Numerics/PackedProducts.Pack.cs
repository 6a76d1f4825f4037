using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <content>Packing. Groups of columns follow each other; in a group, the panels of one product after those of another.</content>
public static unsafe partial class PackedProducts
{
    /// <summary>
    /// Packs a right matrix, or some of its rows where the depth is several matrices: <c>right[d * rightDepthStride +
    /// c * rightColumnStride]</c> becomes row <c>start + d</c> of a product.
    /// </summary>
    /// <param name="columns">Columns of each right matrix.</param>
    /// <param name="depth">Rows of each right matrix, all of them.</param>
    /// <param name="products">Number of products.</param>
    /// <param name="product">Which product.</param>
    /// <param name="start">First row that is packed.</param>
    /// <param name="length">Number of rows that are packed.</param>
    /// <param name="right">Element (start, 0).</param>
    /// <param name="rightDepthStride">Floats from a row to the next.</param>
    /// <param name="rightColumnStride">Floats from a column to the next.</param>
    /// <param name="packed"><see cref="PackedLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(
        nint columns, nint depth, int products, nint product, nint start, nint length,
        ref readonly float right, nint rightDepthStride, nint rightColumnStride, ref float packed)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Pack<Lanes512>(
                columns, depth, products, product, start, length, in right, rightDepthStride, rightColumnStride, ref packed);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Pack<Lanes256>(
                columns, depth, products, product, start, length, in right, rightDepthStride, rightColumnStride, ref packed);
        }
        else
        {
            Pack<Lanes128>(
                columns, depth, products, product, start, length, in right, rightDepthStride, rightColumnStride, ref packed);
        }
    }

    /// <summary>Packs for vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Pack<TLanes>(
        nint columns, nint depth, int products, nint product, nint start, nint length,
        ref readonly float right, nint rightDepthStride, nint rightColumnStride, ref float packed)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var panelColumns = MicroKernel.Columns<TLanes>();
        nint group = GroupColumns(products);
        fixed (float* source = &right, panels = &packed)
        {
            for (nint column = 0; column < columns; column += group)
            {
                var width = Width<TLanes>(group, columns - column);
                var panel = panels + (((column * products) + (product * width)) * depth);
                for (var c = column; c < column + width; c += panelColumns)
                {
                    Panel.Pack(
                        source + (c * rightColumnStride), rightColumnStride, rightDepthStride,
                        nint.Min(panelColumns, columns - c), panelColumns, length, panel + (start * panelColumns));
                    panel += panelColumns * depth;
                }
            }
        }
    }

    /// <summary>
    /// What <see cref="ILeftRows.Pack"/> does, for a matrix whose rows are contiguous and which is the depths from
    /// <paramref name="start"/> to <c>start + length - 1</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackRows(
        ref readonly float left, nint rowStride, nint row, nint count, nint width, nint start, nint length, ref float strip)
    {
        fixed (float* source = &left, destination = &strip)
        {
            if (width == 1)
            {
                Panel.Copy(source + (row * rowStride), destination + start, length);
            }
            else
            {
                Panel.Pack(source + (row * rowStride), rowStride, 1, count, width, length, destination + (start * width));
            }
        }
    }
}
