using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// Products of one transposed matrix with several others, sums over many rows: the gradients of weights that multiply
/// different inputs and add to the same outputs. Blocks of the depth are multiplied where they are while they are in the
/// cache, or packed, and the products grow by one block after the other.
/// </summary>
/// <remarks>
/// Bound by the multiply-add units, and by the memory that gives the left matrix. The sum of an element runs over the depth
/// in order. Rows may be shared out in multiples of 16: the form is that of the whole, which the left matrix's stride tells.
/// </remarks>
public static unsafe partial class TransposedProducts
{
    /// <summary>Most products.</summary>
    public const int MostProducts = 4;

    /// <summary>Depth packed at a time: a strip of the left matrix is half of the first-level cache.</summary>
    private const int BlockDepth = 256;

    /// <summary>Rows packed at a time, a multiple of every tile; with the panels they fit the second-level cache.</summary>
    private const int BlockRows = 264;

    /// <summary>Between strips, which would otherwise all fall on the same places of the first-level cache.</summary>
    private const int StripGap = 16;

    private const int StripsLength = (BlockDepth * BlockRows) + (StripGap * BlockRows / 4);

    private const int WidestPanel = 32;

    /// <summary>Floats of scratch, for all the columns of all products; each product's are counted in multiples of 32.</summary>
    public static int ScratchLength(int paddedColumns) => checked(StripsLength + (BlockDepth * paddedColumns));

    /// <summary>
    /// <c>product[r, c] = sum over d of left[d * leftDepthStride + r] * right[d, c]</c> for each right matrix.
    /// </summary>
    /// <param name="rows">Columns of the left matrix, rows of the products.</param>
    /// <param name="depth">Rows of all matrices. 0 gives zeros.</param>
    /// <param name="left">Element (0, 0) of the left matrix.</param>
    /// <param name="leftDepthStride">Floats from a row of the left matrix to the next.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    /// <param name="first">A right matrix.</param>
    /// <param name="second">A right matrix, or none.</param>
    /// <param name="third">A right matrix, or none.</param>
    /// <param name="fourth">A right matrix, or none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        nint rows, nint depth, ref readonly float left, nint leftDepthStride, ref float scratch,
        RightMatrix first, RightMatrix second = default, RightMatrix third = default, RightMatrix fourth = default)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run<Lanes512>(rows, depth, in left, leftDepthStride, ref scratch, first, second, third, fourth);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<Lanes256>(rows, depth, in left, leftDepthStride, ref scratch, first, second, third, fourth);
        }
        else
        {
            Run<Lanes128>(rows, depth, in left, leftDepthStride, ref scratch, first, second, third, fourth);
        }
    }

    /// <summary>The products in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TLanes>(
        nint rows, nint depth, ref readonly float left, nint leftDepthStride, ref float scratch,
        RightMatrix first, RightMatrix second, RightMatrix third, RightMatrix fourth)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        fixed (float* leftStart = &left, strips = &scratch)
        fixed (float* start0 = &Unsafe.AsRef(in first.Start), start1 = &Unsafe.AsRef(in second.Start),
            start2 = &Unsafe.AsRef(in third.Start), start3 = &Unsafe.AsRef(in fourth.Start))
        fixed (float* product0 = &Unsafe.AsRef(in first.Product), product1 = &Unsafe.AsRef(in second.Product),
            product2 = &Unsafe.AsRef(in third.Product), product3 = &Unsafe.AsRef(in fourth.Product))
        {
            var matrices = stackalloc Matrix[MostProducts];
            matrices[0] = new(start0, product0, first.Columns);
            matrices[1] = new(start1, product1, second.Columns);
            matrices[2] = new(start2, product2, third.Columns);
            matrices[3] = new(start3, product3, fourth.Columns);
            if (AreInPlace(rows, leftDepthStride, matrices))
            {
                RunInPlace<TLanes>(rows, depth, leftStart, leftDepthStride, matrices, strips);
                return;
            }

            for (var i = 0; i < MostProducts; i++)
            {
                new Span<float>(matrices[i].Product, checked((int)(rows * matrices[i].Columns))).Clear();
            }

            for (nint start = 0; start < depth; start += BlockDepth)
            {
                Block<TLanes>(
                    rows, nint.Min(BlockDepth, depth - start), leftStart + (start * leftDepthStride), leftDepthStride, matrices,
                    strips, strips + StripsLength);
                for (var i = 0; i < MostProducts; i++)
                {
                    matrices[i].Start += BlockDepth * matrices[i].Columns;
                }
            }
        }
    }

    /// <summary>Adds a block of the depth to the products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<TLanes>(
        nint rows, nint depth, float* left, nint leftDepthStride, Matrix* matrices, float* strips, float* panels)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var panel = panels;
        nint width;
        for (var i = 0; i < MostProducts; i++)
        {
            for (nint c = 0; c < matrices[i].Columns; c += width)
            {
                width = MicroKernel.Columns<TLanes>(matrices[i].Columns - c);
                Panel.Pack(
                    matrices[i].Start + c, 1, matrices[i].Columns, nint.Min(width, matrices[i].Columns - c), width, depth, panel);
                panel += width * depth;
            }
        }

        for (nint row = 0; row < rows; row += BlockRows)
        {
            var blockRows = nint.Min(BlockRows, rows - row);
            PackRows<TLanes>(blockRows, depth, left + row, leftDepthStride, strips);
            Tiles<TLanes>(row, blockRows, depth, matrices, strips, panels);
        }
    }

    /// <summary>Packs rows into all strips at once: the left matrix is read in the order of memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows<TLanes>(nint rows, nint depth, float* left, nint leftDepthStride, float* strips)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        nint tileRows;
        for (nint d = 0; d < depth; d++)
        {
            var strip = strips;
            for (nint row = 0; row < rows; row += tileRows)
            {
                tileRows = MicroKernel.Rows<TLanes>(rows - row);
                var to = strip + (d * tileRows);
                if (row + tileRows <= rows)
                {
                    Panel.Copy(left + (d * leftDepthStride) + row, to, tileRows);
                }
                else
                {
                    new Span<float>(to, (int)tileRows).Clear();
                    Panel.Copy(left + (d * leftDepthStride) + row, to, rows - row);
                }

                strip += (tileRows * depth) + StripGap;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tiles<TLanes>(nint start, nint rows, nint depth, Matrix* matrices, float* strips, float* panels)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var tile = stackalloc float[MicroKernel.MaxRows * WidestPanel];
        var strip = strips;
        nint tileRows;
        for (nint row = 0; row < rows; row += tileRows)
        {
            tileRows = MicroKernel.Rows<TLanes>(rows - row);
            var panel = panels;
            for (var i = 0; i < MostProducts; i++)
            {
                nint width;
                for (nint c = 0; c < matrices[i].Columns; c += width)
                {
                    width = MicroKernel.Columns<TLanes>(matrices[i].Columns - c);
                    MicroKernel.Multiply<TLanes>(tileRows, width, depth, strip, panel, tile, WidestPanel);
                    panel += width * depth;
                    Add<TLanes>(
                        tile, nint.Min(tileRows, rows - row), nint.Min(width, matrices[i].Columns - c),
                        matrices[i].Product + ((start + row) * matrices[i].Columns) + c, matrices[i].Columns);
                }
            }

            strip += (tileRows * depth) + StripGap;
        }
    }

    /// <summary>Adds a tile to a product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TLanes>(float* tile, nint rows, nint columns, float* product, nint stride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (nint r = 0; r < rows; r++, tile += WidestPanel, product += stride)
        {
            nint c = 0;
            for (; c <= columns - TLanes.Count; c += TLanes.Count)
            {
                TLanes.Store(TLanes.Load(ref *product, c) + TLanes.Load(ref *tile, c), ref *product, c);
            }

            for (; c < columns; c++)
            {
                product[c] += tile[c];
            }
        }
    }

    /// <summary>A right matrix from the current block on, and its product.</summary>
    private struct Matrix(float* start, float* product, nint columns)
    {
        public float* Start = start;
        public readonly float* Product = product;
        public readonly nint Columns = columns;
    }
}
