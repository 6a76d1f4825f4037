using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class TransposedProductsTests
{
    private static readonly int[] s_columns = [1, 7, 33, 64];
    private static readonly int[] s_wholeColumns = [7, 64, 16, 8];

    public static TheoryData<Width, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<Width, int, int>();
            foreach (var width in Enum.GetValues<Width>())
            {
                foreach (var rows in (int[])[1, 3, 4, 12, 13, 31])
                {
                    foreach (var depth in (int[])[0, 1, 17, 256, 257, 700])
                    {
                        shapes.Add(width, rows, depth);
                    }
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EveryProductIsTheNaiveOne(Width width, int rows, int depth) => Check(width, rows, depth, 3, s_columns);

    /// <summary>What is multiplied where it is, and the same with rows too far apart.</summary>
    [Theory]
    [InlineData(Width.Machine)]
    [InlineData(Width.Bits512)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits128)]
    public void WholeTilesAreTheNaiveOnes(Width width)
    {
        foreach (var (rows, depth, gap) in ((int, int, int)[])[(16, 0, 0), (16, 1, 16), (32, 64, 0), (48, 65, 16), (16, 200, 496), (16, 200, 512)])
        {
            Check(width, rows, depth, gap, s_wholeColumns);
        }
    }

    /// <summary>Threads share the rows: whatever part of them a call has, an element has the same bits.</summary>
    [Theory]
    [InlineData(48, 130, 64)]
    [InlineData(48, 130, 24)]
    public void ElementsDoNotDependOnTheRowsOfACall(int rows, int depth, int stride)
    {
        var left = Guarded.Random(depth * stride, 1);
        var (wide, narrow) = (Guarded.Random(depth * 16, 2), Guarded.Random(depth * 5, 3));
        float[] Products(int part)
        {
            var (first, second) = (new Guarded(rows * 16), new Guarded(rows * 5));
            var scratch = new Guarded(TransposedProducts.ScratchLength(64));
            for (var row = 0; row < Math.Min(rows, stride); row += part)
            {
                TransposedProducts.Run(
                    Math.Min(part, Math.Min(rows, stride) - row), depth, ref Unsafe.Add(ref left.Start, row), stride, ref scratch.Start,
                    new(ref wide.Start, 16, ref Unsafe.Add(ref first.Start, row * 16)), new(ref narrow.Start, 5, ref Unsafe.Add(ref second.Start, row * 5)));
            }

            return [.. Enumerable.Range(0, rows * 16).Select(at => first[at]), .. Enumerable.Range(0, rows * 5).Select(at => second[at])];
        }

        Assert.Equal(Products(rows), Products(16));
    }

    private static void Check(Width width, int rows, int depth, int gap, int[] widths)
    {
        var left = Guarded.Random((depth * (rows + gap)) + 1, 1);
        for (var products = 1; products <= TransposedProducts.MostProducts; products++)
        {
            Guarded[] right = [.. widths.Select(columns => Guarded.Random((depth * columns) + 1, columns))];
            Guarded[] result = [.. widths.Select(columns => new Guarded(rows * columns))];
            var scratch = new Guarded(TransposedProducts.ScratchLength(widths.Take(products).Sum(static columns => (columns + 31) & ~31)));
            RightMatrix Matrix(int i) => i < products ? new(ref right[i].Start, widths[i], ref result[i].Start) : default;
            Run(width, rows, depth, ref left.Start, rows + gap, ref scratch.Start, Matrix(0), Matrix(1), Matrix(2), Matrix(3));
            for (var i = 0; i < products; i++)
            {
                for (var at = 0; at < rows * widths[i]; at++)
                {
                    double sum = 0, size = 0;
                    for (var d = 0; d < depth; d++)
                    {
                        var term = (double)left[(d * (rows + gap)) + (at / widths[i])] * right[i][(d * widths[i]) + (at % widths[i])];
                        sum += term;
                        size += Math.Abs(term);
                    }

                    Assert.Equal(sum, result[i][at], size * 1e-6);
                }

                result[i].AssertMarginsUntouched();
            }

            scratch.AssertMarginsUntouched();
        }
    }

    private static void Run(
        Width width, nint rows, nint depth, ref float left, nint leftDepthStride, ref float scratch,
        RightMatrix first, RightMatrix second, RightMatrix third, RightMatrix fourth)
    {
        switch (width)
        {
            case Width.Machine:
                TransposedProducts.Run(rows, depth, ref left, leftDepthStride, ref scratch, first, second, third, fourth);
                break;
            case Width.Bits512:
                TransposedProducts.Run<Lanes512>(rows, depth, ref left, leftDepthStride, ref scratch, first, second, third, fourth);
                break;
            case Width.Bits256:
                TransposedProducts.Run<Lanes256>(rows, depth, ref left, leftDepthStride, ref scratch, first, second, third, fourth);
                break;
            default:
                TransposedProducts.Run<Lanes128>(rows, depth, ref left, leftDepthStride, ref scratch, first, second, third, fourth);
                break;
        }
    }
}
