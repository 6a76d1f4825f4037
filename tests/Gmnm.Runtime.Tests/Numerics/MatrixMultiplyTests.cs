using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class MatrixMultiplyTests
{
    public static TheoryData<Width, int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<Width, int, int, int>();
            foreach (var width in Enum.GetValues<Width>())
            {
                foreach (var rows in (int[])[1, 2, 3, 4, 5, 11, 12, 13, 25])
                {
                    foreach (var columns in (int[])[1, 2, 7, 15, 16, 17, 31, 33, 65])
                    {
                        shapes.Add(width, rows, columns, 19);
                    }
                }

                foreach (var depth in (int[])[0, 1, 2, 3, 15, 16, 17, 64])
                {
                    shapes.Add(width, 1, 21, depth);
                    shapes.Add(width, 7, 21, depth);
                }

                shapes.Add(width, 61, 293, 70);
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EveryTransposeGivesTheNaiveProductOnce(Width width, int rows, int columns, int depth)
    {
        for (var layout = 0; layout < 8; layout++)
        {
            var (leftTransposed, rightTransposed, gap) = ((layout & 1) != 0, (layout & 2) != 0, (layout & 4) != 0 ? 3 : 0);
            nint leftRow = leftTransposed ? 1 : depth + gap, leftDepth = leftTransposed ? rows + gap : 1;
            nint rightColumn = rightTransposed ? depth + gap : 1, rightDepth = rightTransposed ? 1 : columns + gap;
            var left = Guarded.Random((rows + gap) * (depth + gap + 1), 1);
            var right = Guarded.Random((columns + gap) * (depth + gap + 1), 2);
            var scratch = new Guarded(MatrixMultiply.ScratchPerDepth * depth);
            var result = new Guarded(rows * columns);
            var visits = new Guarded(rows * columns);
            visits.Span.Clear();
            Run(
                width, rows, columns, depth, ref left.Start, leftRow, leftDepth, ref right.Start, rightDepth,
                rightColumn, ref scratch.Start, new StoreEpilogue(ref result.Start, ref visits.Start, columns));

            for (var r = 0; r < rows; r++)
            {
                for (var c = 0; c < columns; c++)
                {
                    double sum = 0, size = 0;
                    for (var d = 0; d < depth; d++)
                    {
                        var term = (double)left[(r * leftRow) + (d * leftDepth)]
                            * right[(d * rightDepth) + (c * rightColumn)];
                        sum += term;
                        size += Math.Abs(term);
                    }

                    Assert.Equal(sum, result[(r * columns) + c], size * 1e-6);
                    Assert.Equal(1f, visits[(r * columns) + c]);
                }
            }

            scratch.AssertMarginsUntouched();
            result.AssertMarginsUntouched();
        }
    }

    [Fact]
    public void MatricesWithBothStridesGivenWork()
    {
        const int rows = 9, columns = 10, depth = 11;
        foreach (var width in Enum.GetValues<Width>())
        {
            foreach (var few in (int[])[1, rows])
            {
                var left = Guarded.Random(rows * 7 * depth * 2, 1);
                var right = Guarded.Random(columns * 3 * depth * 5, 2);
                var scratch = new Guarded(MatrixMultiply.ScratchPerDepth * depth);
                var result = new Guarded(few * columns);
                var visits = new Guarded(few * columns);
                Run(
                    width, few, columns, depth, ref left.Start, 2 * depth, 2, ref right.Start, 3,
                    3 * depth, ref scratch.Start, new StoreEpilogue(ref result.Start, ref visits.Start, columns));
                for (var i = 0; i < few * columns; i++)
                {
                    var sum = 0.0;
                    for (var d = 0; d < depth; d++)
                    {
                        sum += (double)left[(i / columns * 2 * depth) + (d * 2)]
                            * right[(d * 3) + (i % columns * 3 * depth)];
                    }

                    Assert.Equal(sum, result[i], 1e-5);
                }
            }
        }
    }

    /// <summary>A multiple of 4 KB: tiles of fewer rows.</summary>
    [Theory]
    [InlineData(Width.Bits512)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits128)]
    public void RowsThatShareLinesOfTheCacheGiveTheSameBits(Width width)
    {
        const int rows = 30, columns = 40, depth = 50, apart = 1024;
        var left = Guarded.Random(rows * apart, 1);
        var dense = new Guarded(rows * depth);
        for (var i = 0; i < rows * depth; i++)
        {
            dense.Span[i] = left[(i / depth * apart) + (i % depth)];
        }

        var right = Guarded.Random(columns * depth, 2);
        var scratch = new Guarded(MatrixMultiply.ScratchPerDepth * depth);
        Guarded expected = new(rows * columns), result = new(rows * columns), visits = new(rows * columns);
        Run(width, rows, columns, depth, ref dense.Start, depth, 1, ref right.Start, columns, 1, ref scratch.Start, new(ref expected.Start, ref visits.Start, columns));
        Run(width, rows, columns, depth, ref left.Start, apart, 1, ref right.Start, columns, 1, ref scratch.Start, new(ref result.Start, ref visits.Start, columns));
        Assert.Equal(expected.Span, result.Span);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void PackedOnceGivesTheSameBits(Width width, int rows, int columns, int depth)
    {
        var left = Guarded.Random(rows * depth, 1);
        var right = Guarded.Random(columns * depth, 2);
        var scratch = new Guarded(MatrixMultiply.ScratchPerDepth * depth);
        var strip = new Guarded(MatrixMultiply.PackedScratchPerDepth * depth);
        var packed = new Guarded(MatrixMultiply.PackedLength(columns, depth));
        Guarded expected = new(rows * columns), result = new(rows * columns), visits = new(rows * columns);
        foreach (var (rightDepth, rightColumn) in ((nint, nint)[])[(columns, 1), (1, depth)])
        {
            visits.Span.Clear();
            Run(
                width, rows, columns, depth, ref left.Start, depth, 1, ref right.Start, rightDepth, rightColumn,
                ref scratch.Start, new(ref expected.Start, ref visits.Start, columns));
            visits.Span.Clear();
            var epilogue = new StoreEpilogue(ref result.Start, ref visits.Start, columns);
            switch (width)
            {
                case Width.Machine:
                    MatrixMultiply.Pack(columns, depth, ref right.Start, rightDepth, rightColumn, ref packed.Start);
                    MatrixMultiply.RunPacked(
                        rows, columns, depth, ref left.Start, depth, ref right.Start, rightDepth, rightColumn,
                        ref packed.Start, ref strip.Start, epilogue);
                    break;
                case Width.Bits512:
                    RunPacked<Lanes512>(rows, columns, depth, left, right, rightDepth, rightColumn, packed, strip, epilogue);
                    break;
                case Width.Bits256:
                    RunPacked<Lanes256>(rows, columns, depth, left, right, rightDepth, rightColumn, packed, strip, epilogue);
                    break;
                default:
                    RunPacked<Lanes128>(rows, columns, depth, left, right, rightDepth, rightColumn, packed, strip, epilogue);
                    break;
            }

            Assert.Equal(expected.Span, result.Span);
            Assert.All(visits.Span.ToArray(), static count => Assert.Equal(1f, count));
            packed.AssertMarginsUntouched();
            strip.AssertMarginsUntouched();
        }
    }

    private static void RunPacked<TLanes>(
        nint rows, nint columns, nint depth, Guarded left, Guarded right, nint rightDepth, nint rightColumn, Guarded packed,
        Guarded strip, StoreEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        MatrixMultiply.Pack<TLanes>(columns, depth, ref right.Start, rightDepth, rightColumn, ref packed.Start);
        MatrixMultiply.RunPacked<TLanes, StoreEpilogue>(
            rows, columns, depth, ref left.Start, depth, ref right.Start, rightDepth, rightColumn, ref packed.Start,
            ref strip.Start, epilogue);
    }

    [Fact]
    public void NoRowsOrColumnsIsNoWork()
    {
        var result = new Guarded(0);
        var scratch = new Guarded(MatrixMultiply.ScratchPerDepth * 5);
        var epilogue = new StoreEpilogue(ref result.Start, ref result.Start, 0);
        Run(Width.Machine, 0, 5, 5, ref scratch.Start, 5, 1, ref scratch.Start, 5, 1, ref scratch.Start, epilogue);
        Run(Width.Machine, 5, 0, 5, ref scratch.Start, 5, 1, ref scratch.Start, 5, 1, ref scratch.Start, epilogue);
        result.AssertMarginsUntouched();
    }

    private static void Run(
        Width width, nint rows, nint columns, nint depth, ref float left, nint leftRow, nint leftDepth,
        ref float right, nint rightDepth, nint rightColumn, ref float scratch, StoreEpilogue epilogue)
    {
        switch (width)
        {
            case Width.Machine:
                MatrixMultiply.Run(
                    rows, columns, depth, ref left, leftRow, leftDepth, ref right, rightDepth, rightColumn,
                    ref scratch, epilogue);
                break;
            case Width.Bits512:
                MatrixMultiply.Run<Lanes512, StoreEpilogue>(
                    rows, columns, depth, ref left, leftRow, leftDepth, ref right, rightDepth, rightColumn,
                    ref scratch, epilogue);
                break;
            case Width.Bits256:
                MatrixMultiply.Run<Lanes256, StoreEpilogue>(
                    rows, columns, depth, ref left, leftRow, leftDepth, ref right, rightDepth, rightColumn,
                    ref scratch, epilogue);
                break;
            default:
                MatrixMultiply.Run<Lanes128, StoreEpilogue>(
                    rows, columns, depth, ref left, leftRow, leftDepth, ref right, rightDepth, rightColumn,
                    ref scratch, epilogue);
                break;
        }
    }
}
