using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class PackedProductsTests
{
    public static TheoryData<Width, int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<Width, int, int, int>();
            foreach (var width in Enum.GetValues<Width>())
            {
                foreach (var rows in (int[])[0, 1, 2, 3, 4, 5, 11, 12, 13, 32, 48, 49, 95])
                {
                    foreach (var columns in (int[])[1, 2, 7, 16, 17, 31, 32, 33, 65, 130])
                    {
                        shapes.Add(width, rows, columns, 19);
                    }
                }

                foreach (var depth in (int[])[0, 1, 3, 16, 70])
                {
                    shapes.Add(width, 1, 21, depth);
                    shapes.Add(width, 7, 21, depth);
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EveryProductIsTheNaiveOneOnce(Width width, int rows, int columns, int depth)
    {
        for (var products = 1; products <= PackedProducts.MostProducts; products++)
        {
            var call = new PackedProductsCall(rows, columns, depth, products, depth / 3);
            call.Run(width, backward: products % 2 == 0);
            for (var at = 0; at < rows * columns * products; at++)
            {
                var (product, row, column) = (at / (rows * columns), at / columns % rows, at % columns);
                double sum = 0, size = 0;
                for (var d = 0; d < depth; d++)
                {
                    var term = (double)call.LeftAt(row, d) * call.RightAt(product, d, column);
                    sum += term;
                    size += Math.Abs(term);
                }

                Assert.Equal(sum, call.Result[at], size * 1e-6);
            }

            Assert.All(call.Visits.Span.ToArray(), static visits => Assert.Equal(1f, visits));
            call.AssertMarginsUntouched();
        }
    }

    [Theory]
    [InlineData(Width.Machine)]
    [InlineData(Width.Bits512)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits128)]
    public void ARowAloneGivesTheBitsThatItGivesInABatch(Width width)
    {
        const int columns = 37;
        var (batch, alone) = (new PackedProductsCall(29, columns, 71, 3, 7), new PackedProductsCall(1, columns, 71, 3, 7));
        batch.Run(width);
        alone.Run(width, backward: true);
        for (var product = 0; product < 3; product++)
        {
            Assert.Equal(
                alone.Result.Span.Slice(product * columns, columns).ToArray(),
                batch.Result.Span.Slice(product * 29 * columns, columns).ToArray());
        }
    }
}
