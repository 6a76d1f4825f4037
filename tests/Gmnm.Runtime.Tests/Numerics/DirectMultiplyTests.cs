using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class DirectMultiplyTests
{
    private static readonly int[] s_rows = [1, 2, 3, 4, 5, 6, 7, 13];

    public static TheoryData<Width, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<Width, int, int>();
            foreach (var width in Enum.GetValues<Width>())
            {
                foreach (var columns in (int[])[1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 23, 31, 32, 33, 48, 63, 64, 65, 100, 128, 129, 144, 150, 300])
                {
                    shapes.Add(width, columns, 19);
                }

                foreach (var depth in (int[])[0, 1, 2, 3, 4, 5, 8, 16, 18, 31, 32, 33, 64])
                {
                    shapes.Add(width, 10, depth);
                    shapes.Add(width, 64, depth);
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EveryLayoutOfTheLeftGivesTheNaiveProduct(Width width, int columns, int depth)
    {
        foreach (var rows in s_rows)
        {
            foreach (var (leftRow, leftDepth, gap) in ((int, int, int)[])[(depth, 1, 0), (depth + 3, 1, 5), (1, rows + 2, 0)])
            {
                var left = Guarded.Random((rows * leftRow) + (depth * leftDepth), 1);
                var right = Guarded.Random((depth + 1) * (columns + gap), 2);
                var result = Store(rows, columns, (ref float to, ref float visits) => Run(
                    width, rows, columns, depth, ref left.Start, leftRow, leftDepth, ref right.Start, columns + gap,
                    new StoreEpilogue(ref to, ref visits, columns)));
                AssertProduct(result, columns, depth, (r, d) => left[(r * leftRow) + (d * leftDepth)], (d, c) => right[(d * (columns + gap)) + c]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void DotProductsGiveTheNaiveProduct(Width width, int columns, int depth)
    {
        foreach (var gap in (int[])[0, 3])
        {
            const int Rows = 3;
            var left = Guarded.Random(Rows * (depth + gap), 1);
            var right = Guarded.Random(columns * depth, 2);
            var result = Store(Rows, columns, (ref float to, ref float visits) => Dot(
                width, Rows, columns, depth, ref left.Start, depth + gap, ref right.Start, new StoreEpilogue(ref to, ref visits, columns)));
            AssertProduct(result, columns, depth, (r, d) => left[(r * (depth + gap)) + d], (d, c) => right[(c * depth) + d]);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ARowHasTheSameBitsAlone(Width width, int columns, int depth)
    {
        const int Rows = 7;
        var left = Guarded.Random(Rows * depth, 1);
        var right = Guarded.Random(depth * columns, 2);
        var together = Store(Rows, columns, (ref float to, ref float visits) => Run(
            width, Rows, columns, depth, ref left.Start, depth, 1, ref right.Start, columns, new StoreEpilogue(ref to, ref visits, columns)));
        for (var r = 0; r < Rows; r++)
        {
            var row = r;
            var alone = Store(1, columns, (ref float to, ref float visits) => Row(
                width, columns, depth, ref Unsafe.Add(ref left.Start, row * depth), ref right.Start,
                new StoreEpilogue(ref to, ref visits, columns)));
            Assert.Equal(together.Span.Slice(r * columns, columns), alone.Span);
        }
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 16)]
    [InlineData(4, 33)]
    [InlineData(10, 64)]
    public void ARowOfDotProductsHasTheSameBitsAlone(int columns, int depth)
    {
        const int Rows = 3;
        var left = Guarded.Random(Rows * depth, 1);
        var right = Guarded.Random(depth * columns, 2);
        var together = Store(Rows, columns, (ref float to, ref float visits) => DirectMultiply.Dot(
            Rows, columns, depth, ref left.Start, depth, ref right.Start, new StoreEpilogue(ref to, ref visits, columns)));
        for (var r = 0; r < Rows; r++)
        {
            var row = r;
            var alone = Store(1, columns, (ref float to, ref float visits) => DirectMultiply.DotRow(
                columns, depth, ref Unsafe.Add(ref left.Start, row * depth), ref right.Start, new StoreEpilogue(ref to, ref visits, columns)));
            Assert.Equal(together.Span.Slice(r * columns, columns), alone.Span);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void TilesInMemoryGiveTheSameBits(Width width, int columns, int depth)
    {
        const int Rows = 7;
        var left = Guarded.Random(Rows * depth, 1);
        var right = Guarded.Random(depth * columns, 2);
        var expected = Store(Rows, columns, (ref float to, ref float visits) => Run(
            width, Rows, columns, depth, ref left.Start, depth, 1, ref right.Start, columns, new StoreEpilogue(ref to, ref visits, columns)));
        var actual = Store(Rows, columns, (ref float to, ref float visits) => RunTiled(
            width, Rows, columns, depth, ref left.Start, depth, 1, ref right.Start, columns, new StoreEpilogue(ref to, ref visits, columns)));
        Assert.Equal(expected.Span, actual.Span);
    }

    [Theory]
    [InlineData(10, 19)]
    [InlineData(64, 64)]
    [InlineData(33, 7)]
    public void EveryWidthGivesTheSameBits(int columns, int depth)
    {
        const int Rows = 7;
        var left = Guarded.Random(Rows * depth, 1);
        var right = Guarded.Random(depth * columns, 2);
        Guarded Product(Width width) => Store(Rows, columns, (ref float to, ref float visits) => Run(
            width, Rows, columns, depth, ref left.Start, depth, 1, ref right.Start, columns, new StoreEpilogue(ref to, ref visits, columns)));
        var expected = Product(Width.Machine);
        Assert.All(Enum.GetValues<Width>(), width => Assert.Equal(expected.Span, Product(width).Span));
    }

    [Fact]
    public void NoRowsOrColumnsIsNoWork()
    {
        var empty = new Guarded(0);
        var matrix = new Guarded(25);
        var epilogue = new StoreEpilogue(ref empty.Start, ref empty.Start, 0);
        DirectMultiply.Run(0, 5, 5, ref matrix.Start, 5, 1, ref matrix.Start, 5, epilogue);
        DirectMultiply.Run(5, 0, 5, ref matrix.Start, 5, 1, ref matrix.Start, 0, epilogue);
        DirectMultiply.Dot(0, 5, 5, ref matrix.Start, 5, ref matrix.Start, epilogue);
        DirectMultiply.Dot(5, 0, 5, ref matrix.Start, 5, ref matrix.Start, epilogue);
        empty.AssertMarginsUntouched();
    }

    private delegate void Product(ref float result, ref float visits);

    private static Guarded Store(int rows, int columns, Product product)
    {
        var result = new Guarded(rows * columns);
        var visits = new Guarded(rows * columns);
        visits.Span.Clear();
        product(ref result.Start, ref visits.Start);
        result.AssertMarginsUntouched();
        foreach (var count in visits.Span)
        {
            Assert.True(count >= 1);
        }

        return result;
    }

    private static void AssertProduct(
        Guarded result, int columns, int depth, Func<int, int, double> left, Func<int, int, double> right)
    {
        for (var i = 0; i < result.Length; i++)
        {
            double sum = 0, size = 0;
            for (var d = 0; d < depth; d++)
            {
                var term = left(i / columns, d) * right(d, i % columns);
                sum += term;
                size += Math.Abs(term);
            }

            Assert.Equal(sum, result[i], size * 1e-6);
        }
    }

    private static void Run(
        Width width, nint rows, nint columns, nint depth, ref float left, nint leftRow, nint leftDepth, ref float right,
        nint rightDepth, StoreEpilogue epilogue)
    {
        switch (width)
        {
            case Width.Bits512 when columns >= 16:
                DirectMultiply.Run<Lanes512, StoreEpilogue>(rows, columns, depth, ref left, leftRow, leftDepth, ref right, rightDepth, epilogue);
                break;
            case Width.Bits512 or Width.Bits256 when columns >= 8:
                DirectMultiply.Run<Lanes256, StoreEpilogue>(rows, columns, depth, ref left, leftRow, leftDepth, ref right, rightDepth, epilogue);
                break;
            case Width.Bits512 or Width.Bits256 or Width.Bits128 when columns >= 4:
                DirectMultiply.Run<Lanes128, StoreEpilogue>(rows, columns, depth, ref left, leftRow, leftDepth, ref right, rightDepth, epilogue);
                break;
            default:
                DirectMultiply.Run(rows, columns, depth, ref left, leftRow, leftDepth, ref right, rightDepth, epilogue);
                break;
        }
    }

    private static void RunTiled(
        Width width, nint rows, nint columns, nint depth, ref float left, nint leftRow, nint leftDepth, ref float right,
        nint rightDepth, StoreEpilogue epilogue)
    {
        switch (width)
        {
            case Width.Bits512 when columns >= 16:
                DirectMultiply.RunTiled<Lanes512, StoreEpilogue>(rows, columns, depth, ref left, leftRow, leftDepth, ref right, rightDepth, epilogue);
                break;
            case Width.Bits512 or Width.Bits256 when columns >= 8:
                DirectMultiply.RunTiled<Lanes256, StoreEpilogue>(rows, columns, depth, ref left, leftRow, leftDepth, ref right, rightDepth, epilogue);
                break;
            case Width.Bits512 or Width.Bits256 or Width.Bits128 when columns >= 4:
                DirectMultiply.RunTiled<Lanes128, StoreEpilogue>(rows, columns, depth, ref left, leftRow, leftDepth, ref right, rightDepth, epilogue);
                break;
            default:
                DirectMultiply.RunTiled(rows, columns, depth, ref left, leftRow, leftDepth, ref right, rightDepth, epilogue);
                break;
        }
    }

    private static void Row(Width width, nint columns, nint depth, ref float left, ref float right, StoreEpilogue epilogue)
    {
        switch (width)
        {
            case Width.Bits512 when columns >= 16:
                DirectMultiply.Row<Lanes512, StoreEpilogue>(columns, depth, ref left, ref right, epilogue);
                break;
            case Width.Bits512 or Width.Bits256 when columns >= 8:
                DirectMultiply.Row<Lanes256, StoreEpilogue>(columns, depth, ref left, ref right, epilogue);
                break;
            case Width.Bits512 or Width.Bits256 or Width.Bits128 when columns >= 4:
                DirectMultiply.Row<Lanes128, StoreEpilogue>(columns, depth, ref left, ref right, epilogue);
                break;
            default:
                DirectMultiply.Row(columns, depth, ref left, ref right, epilogue);
                break;
        }
    }

    private static void Dot(
        Width width, nint rows, nint columns, nint depth, ref float left, nint leftRow, ref float right, StoreEpilogue epilogue)
    {
        switch (width)
        {
            case Width.Bits512 when depth >= 16:
                DirectMultiply.Dot<Lanes512, StoreEpilogue>(rows, columns, depth, ref left, leftRow, ref right, epilogue);
                break;
            case Width.Bits512 or Width.Bits256 when depth >= 8:
                DirectMultiply.Dot<Lanes256, StoreEpilogue>(rows, columns, depth, ref left, leftRow, ref right, epilogue);
                break;
            case Width.Bits512 or Width.Bits256 or Width.Bits128 when depth >= 4:
                DirectMultiply.Dot<Lanes128, StoreEpilogue>(rows, columns, depth, ref left, leftRow, ref right, epilogue);
                break;
            default:
                DirectMultiply.Dot(rows, columns, depth, ref left, leftRow, ref right, epilogue);
                break;
        }
    }
}
