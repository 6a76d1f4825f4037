using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class TransposedProductsTests
{
    private static readonly int[] s_columns = [1, 7, 33, 64];

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
    public void EveryProductIsTheNaiveOne(Width width, int rows, int depth)
    {
        const int gap = 3;
        var left = Guarded.Random((depth * (rows + gap)) + 1, 1);
        for (var products = 1; products <= TransposedProducts.MostProducts; products++)
        {
            Guarded[] right = [.. s_columns.Select(columns => Guarded.Random((depth * columns) + 1, columns))];
            Guarded[] result = [.. s_columns.Select(columns => new Guarded(rows * columns))];
            var scratch = new Guarded(TransposedProducts.ScratchLength(s_columns.Take(products).Sum(static columns => (columns + 31) & ~31)));
            RightMatrix Matrix(int i) => i < products ? new(ref right[i].Start, s_columns[i], ref result[i].Start) : default;
            Run(width, rows, depth, ref left.Start, rows + gap, ref scratch.Start, Matrix(0), Matrix(1), Matrix(2), Matrix(3));
            for (var i = 0; i < products; i++)
            {
                for (var at = 0; at < rows * s_columns[i]; at++)
                {
                    double sum = 0, size = 0;
                    for (var d = 0; d < depth; d++)
                    {
                        var term = (double)left[(d * (rows + gap)) + (at / s_columns[i])] * right[i][(d * s_columns[i]) + (at % s_columns[i])];
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
