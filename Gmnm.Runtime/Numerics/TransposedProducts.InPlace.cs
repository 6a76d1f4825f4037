using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>
/// Sizes of whole tiles are not packed: rows of the left matrix are close enough to stay in the cache where they are. Of
/// matrices of a few columns the products are computed transposed, lanes over the rows.
/// </content>
public static unsafe partial class TransposedProducts
{
    /// <summary>Rows of the products are a multiple of it: two tiles, and the widest vector of those that are transposed.</summary>
    private const int InPlaceRows = 16;

    /// <summary>Rows of the left matrix that are farther apart fall on too few places of the caches.</summary>
    private const int InPlaceStride = 512;

    /// <summary>Depth of a block: it stays in the first-level cache, for the tiles of a matrix and for all matrices.</summary>
    private const int InPlaceDepth = 64;

    /// <summary>Whether whole tiles cover the products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreInPlace(nint rows, nint leftDepthStride, Matrix* matrices)
    {
        var inPlace = rows % InPlaceRows == 0 && leftDepthStride % InPlaceRows == 0 && leftDepthStride <= InPlaceStride;
        for (var i = 0; i < MostProducts; i++)
        {
            inPlace &= IsNarrow(matrices[i]) || matrices[i].Columns % InPlaceRows == 0;
        }

        return inPlace;
    }

    private static bool IsNarrow(Matrix matrix) => matrix.Columns is > 0 and <= TileProduct.Rows;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunInPlace<TLanes>(
        nint rows, nint depth, float* left, nint leftDepthStride, Matrix* matrices, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        float* columns = scratch, transposed = scratch + (TileProduct.Rows * InPlaceDepth);
        nint start = 0;
        do
        {
            var length = nint.Min(InPlaceDepth, depth - start);
            for (var i = 0; i < MostProducts; i++)
            {
                var from = matrices[i].Start + (start * matrices[i].Columns);
                if (IsNarrow(matrices[i]))
                {
                    Widen(from, matrices[i].Columns, length, columns);
                    TileProduct.Run<TLanes>(
                        TileProduct.Rows, rows, length, columns, 1, TileProduct.Rows, left + (start * leftDepthStride), leftDepthStride,
                        transposed + (i * TileProduct.Rows * rows), rows, start > 0);
                }
                else
                {
                    TileProduct.Run<TLanes>(
                        rows, matrices[i].Columns, length, left + (start * leftDepthStride), 1, leftDepthStride, from, matrices[i].Columns,
                        matrices[i].Product, matrices[i].Columns, start > 0);
                }
            }

            start += length;
        }
        while (start < depth);

        for (var i = 0; i < MostProducts; i++)
        {
            if (IsNarrow(matrices[i]))
            {
                StridedCopy.Run(
                    rows, matrices[i].Columns, ref transposed[i * TileProduct.Rows * rows], 1, rows, ref *matrices[i].Product, matrices[i].Columns, 1);
            }
        }
    }

    /// <summary>Rows of a few columns, filled up with zeros to those of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(float* rows, nint columns, nint count, float* to)
    {
        new Span<float>(to, (int)(count * TileProduct.Rows)).Clear();
        for (nint row = 0; row < count; row++)
        {
            for (nint column = 0; column < columns; column++)
            {
                to[(row * TileProduct.Rows) + column] = rows[(row * columns) + column];
            }
        }
    }
}
