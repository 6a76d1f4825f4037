using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// One to four products of one left matrix with right matrices of the same size, packed beforehand: what a loop over
/// time multiplies with in each step is packed once. An epilogue sees the elements of all products together, such as the
/// gates of a recurrent cell.
/// </summary>
/// <remarks>
/// The depth may be several matrices one after the other, left and right: the product is then the sum of theirs. The sum
/// of an element runs over the depth in order, whatever the number of rows: a single row gives the bits that it gives in a
/// batch. Bound by the multiply-add units, with few rows by the memory that holds the packed matrices.
/// </remarks>
public static unsafe partial class PackedProducts
{
    /// <summary>Most products.</summary>
    public const int MostProducts = 4;

    /// <summary>Floats of scratch for each unit of depth: a block of packed rows.</summary>
    public const int ScratchPerDepth = BlockRows;

    /// <summary>Rows packed at a time, a multiple of every tile: a group of panels is read once for all of them.</summary>
    private const int BlockRows = 48;

    /// <summary>Columns of a tile, those of all products together.</summary>
    private const int TileColumns = 128;

    /// <summary>Panels are this wide or a half or a quarter of it.</summary>
    private const int WidestPanel = 32;

    /// <summary>Columns of each product in a tile.</summary>
    public static int GroupColumns(int products) => (TileColumns / products) & -WidestPanel;

    /// <summary>Floats that the packed right matrices take.</summary>
    public static int PackedLength(int columns, int depth, int products) =>
        checked(products * depth * ((columns + WidestPanel - 1) & -WidestPanel));

    /// <summary>
    /// The products: <c>sum over d of left[r, d] * right[d, c]</c> for each of the packed matrices, handed to
    /// <paramref name="epilogue"/>.
    /// </summary>
    /// <param name="rows">Rows of the left matrix.</param>
    /// <param name="columns">Columns of each right matrix.</param>
    /// <param name="depth">Columns of the left matrix, rows of the right ones.</param>
    /// <param name="products">Number of right matrices, at most <see cref="MostProducts"/>.</param>
    /// <param name="backward">
    /// Single rows read the matrices from the end: in turns, a step finds in the cache what the step before read last.
    /// </param>
    /// <param name="packed">What <see cref="Pack"/> wrote, on this machine.</param>
    /// <param name="scratch"><see cref="ScratchPerDepth"/> times <paramref name="depth"/> floats.</param>
    /// <param name="left">The left matrix.</param>
    /// <param name="epilogue">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLeft, TEpilogue>(
        nint rows, nint columns, nint depth, int products, bool backward, ref readonly float packed, ref float scratch,
        TLeft left, TEpilogue epilogue)
        where TLeft : struct, ILeftRows, allows ref struct
        where TEpilogue : struct, IProductsEpilogue, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run<Lanes512, TLeft, TEpilogue>(rows, columns, depth, products, backward, in packed, ref scratch, left, epilogue);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<Lanes256, TLeft, TEpilogue>(rows, columns, depth, products, backward, in packed, ref scratch, left, epilogue);
        }
        else
        {
            Run<Lanes128, TLeft, TEpilogue>(rows, columns, depth, products, backward, in packed, ref scratch, left, epilogue);
        }
    }

    /// <summary>The products in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    internal static void Run<TLanes, TLeft, TEpilogue>(
        nint rows, nint columns, nint depth, int products, bool backward, ref readonly float packed, ref float scratch,
        TLeft left, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TLeft : struct, ILeftRows, allows ref struct
        where TEpilogue : struct, IProductsEpilogue, allows ref struct
    {
        var tile = stackalloc float[MicroKernel.MaxRows * TileColumns];
        nint group = GroupColumns(products);
        fixed (float* panels = &packed, strips = &scratch)
        {
            if (rows < RowKernel.FewRows)
            {
                for (nint row = 0; row < rows; row++)
                {
                    left.Pack(row, 1, 1, ref *strips);
                    var groups = (columns + group - 1) / group;
                    for (nint i = 0; i < groups; i++)
                    {
                        var column = (backward ? groups - 1 - i : i) * group;
                        var width = Width<TLanes>(group, columns - column);
                        RowKernel.Multiply<TLanes>(
                            depth, strips, panels + (column * products * depth), width, products, tile, group, backward);
                        Apply<TLanes, TEpilogue>(epilogue, tile, row, 1, column, nint.Min(group, columns - column));
                    }
                }

                return;
            }

            for (nint start = 0; start < rows; start += BlockRows)
            {
                var end = nint.Min(rows, start + BlockRows);
                nint tileRows;
                for (var row = start; row < end; row += tileRows)
                {
                    tileRows = MicroKernel.Rows<TLanes>(end - row);
                    left.Pack(row, nint.Min(tileRows, end - row), tileRows, ref strips[(row - start) * depth]);
                }

                for (nint column = 0; column < columns; column += group)
                {
                    var width = Width<TLanes>(group, columns - column);
                    for (var row = start; row < end; row += tileRows)
                    {
                        tileRows = MicroKernel.Rows<TLanes>(end - row);
                        Tile<TLanes>(
                            tileRows, depth, strips + ((row - start) * depth), panels + (column * products * depth), width,
                            products, tile, group);
                        Apply<TLanes, TEpilogue>(
                            epilogue, tile, row, nint.Min(tileRows, end - row), column, nint.Min(group, columns - column));
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TLanes>(
        nint rows, nint depth, float* strip, float* panels, nint width, nint products, float* tile, nint group)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (nint product = 0; product < products; product++)
        {
            for (nint c = 0; c < width; c += MicroKernel.Columns<TLanes>())
            {
                MicroKernel.Multiply<TLanes>(
                    rows, MicroKernel.Columns<TLanes>(), depth, strip, panels, tile + (product * group) + c, TileColumns);
                panels += MicroKernel.Columns<TLanes>() * depth;
            }
        }
    }

    /// <summary>Columns of the panels of a group, each product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Width<TLanes>(nint group, nint remaining)
        where TLanes : unmanaged, ILanes<TLanes> =>
        (nint.Min(group, remaining) + MicroKernel.Columns<TLanes>() - 1) & -MicroKernel.Columns<TLanes>();

    /// <summary>Hands a tile to the epilogue, in ever narrower lanes to the last column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<TLanes, TEpilogue>(
        TEpilogue epilogue, float* tile, nint row, nint rows, nint column, nint columns)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IProductsEpilogue, allows ref struct
    {
        nint whole = 0;
        for (nint r = 0; r < rows; r++)
        {
            for (whole = 0; whole <= columns - TLanes.Count; whole += TLanes.Count)
            {
                epilogue.Invoke<TLanes>(ref tile[(r * TileColumns) + whole], row + r, column + whole);
            }
        }

        if (whole == columns)
        {
            return;
        }

        if (TLanes.Count > 8 && Vector256.IsHardwareAccelerated)
        {
            Apply<Lanes256, TEpilogue>(epilogue, tile + whole, row, rows, column + whole, columns - whole);
        }
        else if (TLanes.Count > 4 && Vector128.IsHardwareAccelerated)
        {
            Apply<Lanes128, TEpilogue>(epilogue, tile + whole, row, rows, column + whole, columns - whole);
        }
        else
        {
            Apply<Lanes1, TEpilogue>(epilogue, tile + whole, row, rows, column + whole, columns - whole);
        }
    }
}
