using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// 8 × 8 sums a thread, by the tensor cores: a warp has 64 × 32 of them, in tiles of 16 × 8. Each factor is taken as the sum of
/// two numbers that the tensor cores take; of the four products, that of the two rests is at most 2⁻²² of the whole, and left
/// out. The sum of a slab begins at zero and is added in float, since the tensor cores round towards zero.
/// </summary>
public readonly struct TensorSquares : IThreadTile
{
    /// <summary>Fours of rows and columns that a warp has.</summary>
    private const uint FoursDown = 16, FoursAcross = 8;

    /// <summary>Places along the depth from the first that a lane has to its second.</summary>
    private const int PlacesApart = GpuTiledProduct.Slab / 2;

    /// <inheritdoc/>
    public static int Side => 8;

    /// <inheritdoc/>
    public static int Slices => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Slice, int Own) Part(int thread) => (0, thread);

    /// <summary>Half of what a warp has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Rows, int Columns) Apart(int tileRows, int tileColumns) => ((int)FoursDown / 2, (int)FoursAcross / 2);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int X, int Y) FirstFours(int own, int tileColumns)
    {
        var (warp, lane) = ((uint)own / GpuGrid.Warp, (uint)own % GpuGrid.Warp);
        var across = (uint)tileColumns / (4 * FoursAcross);
        return ((int)((warp % across * FoursAcross) + (lane % 4)), (int)((warp / across * FoursDown) + FourOfPair(lane / 4)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSlab(
        ref SquareOfFour aboveLow, ref SquareOfFour aboveHigh, ref SquareOfFour belowLow, ref SquareOfFour belowHigh,
        SharedFours left, int leftStride, int rowsApart, SharedFours right, int rightStride, int columnsApart)
    {
        // The lane's rows are those of its sums, its columns are not.
        var lane = (uint)Group.IdxX % GpuGrid.Warp;
        var (place, pair) = (lane % 4, lane / 4);
        var lefts = left.From((int)place * leftStride);
        var rights = right.From(((int)place * rightStride) + (int)FourOfPair(pair) - (int)place);
        var (first, second) = (rights[0], rights[PlacesApart * rightStride]);
        Columns a = new(first.A, second.A), b = new(first.B, second.B), c = new(first.C, second.C), d = new(first.D, second.D);
        Add(ref aboveLow, ref aboveHigh, lefts[0], lefts[PlacesApart * leftStride], a, b, c, d);
        Add(ref belowLow, ref belowHigh, lefts[rowsApart], lefts[(PlacesApart * leftStride) + rowsApart], a, b, c, d);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TEpilogue>(
        SquareOfFour aboveLow, SquareOfFour aboveHigh, SquareOfFour belowLow, SquareOfFour belowHigh,
        TEpilogue epilogue, int slice, int own, int row, int rowsApart, int rows, int column, int columnsApart, int columns)
        where TEpilogue : struct, IProductEpilogue =>
        FourSquares.Store(aboveLow, aboveHigh, belowLow, belowHigh, epilogue, slice, own, row, rowsApart, rows, column, columnsApart, columns);

    /// <summary>
    /// Which of eight fours a lane reads: neighbours in turn one of the first and one of the last four. Those have the thread's
    /// low and high columns, and what eight lanes read at four places lies in different banks.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint FourOfPair(uint pair) => (pair / 2) + (pair % 2 * (FoursAcross / 2));

    /// <summary>Adds four rows, in two tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref SquareOfFour low, ref SquareOfFour high, Quad first, Quad second, Columns a, Columns b, Columns c, Columns d)
    {
        Rows rows = new(first.A, first.B, second.A, second.B);
        Add(ref low.First.A, ref high.First.A, ref low.Second.A, ref high.Second.A, rows, a);
        Add(ref low.First.B, ref high.First.B, ref low.Second.B, ref high.Second.B, rows, b);
        Add(ref low.First.C, ref high.First.C, ref low.Second.C, ref high.Second.C, rows, c);
        Add(ref low.First.D, ref high.First.D, ref low.Second.D, ref high.Second.D, rows, d);
        rows = new(first.C, first.D, second.C, second.D);
        Add(ref low.Third.A, ref high.Third.A, ref low.Fourth.A, ref high.Fourth.A, rows, a);
        Add(ref low.Third.B, ref high.Third.B, ref low.Fourth.B, ref high.Fourth.B, rows, b);
        Add(ref low.Third.C, ref high.Third.C, ref low.Fourth.C, ref high.Fourth.C, rows, c);
        Add(ref low.Third.D, ref high.Third.D, ref low.Fourth.D, ref high.Fourth.D, rows, d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref float upperLow, ref float upperHigh, ref float lowerLow, ref float lowerHigh, Rows rows, Columns columns)
    {
        var sums = TensorCore.MultiplyAdd(default, rows.Rest, columns.Nearest);
        sums = TensorCore.MultiplyAdd(sums, rows.Nearest, columns.Rest);
        sums = TensorCore.MultiplyAdd(sums, rows.Nearest, columns.Nearest);
        upperLow += sums.A;
        upperHigh += sums.B;
        lowerLow += sums.C;
        lowerHigh += sums.D;
    }

    /// <summary>A lane's two rows at two places.</summary>
    private readonly struct Rows
    {
        public readonly TensorCore.Bits Nearest, Rest;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Rows(float a, float b, float c, float d)
        {
            Nearest = new(TensorCore.Nearest(a), TensorCore.Nearest(b), TensorCore.Nearest(c), TensorCore.Nearest(d));
            Rest = new(TensorCore.Rest(a, Nearest.A), TensorCore.Rest(b, Nearest.B), TensorCore.Rest(c, Nearest.C), TensorCore.Rest(d, Nearest.D));
        }
    }

    /// <summary>A lane's column at two places.</summary>
    private readonly struct Columns
    {
        public readonly TensorCore.BitPair Nearest, Rest;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Columns(float a, float b)
        {
            Nearest = new(TensorCore.Nearest(a), TensorCore.Nearest(b));
            Rest = new(TensorCore.Rest(a, Nearest.A), TensorCore.Rest(b, Nearest.B));
        }
    }
}
