using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class BatchMultiplyTests
{
    [Theory]
    [InlineData(0, 3, 4, 5)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(5, 1, 7, 3)]
    [InlineData(3, 2, 2, 2)]
    [InlineData(4, 4, 4, 8)]
    [InlineData(7, 5, 3, 2)]
    [InlineData(2, 17, 33, 19)]
    [InlineData(3, 64, 16, 40)]
    public void EveryTransposeGivesTheNaiveProducts(int matrices, int rows, int columns, int depth)
    {
        for (var layout = 0; layout < 4; layout++)
        {
            var (leftRow, leftDepth) = (layout & 1) != 0 ? (1, rows) : (depth, 1);
            var (rightDepth, rightColumn) = (layout & 2) != 0 ? (1, depth) : (columns, 1);
            var left = Guarded.Random(matrices * rows * depth, 1);
            var right = Guarded.Random(matrices * depth * columns, 2);
            var scratch = new Guarded(MatrixMultiply.ScratchPerDepth * depth);
            var result = new Guarded(matrices * rows * columns);
            BatchMultiply.Run(
                matrices, rows, columns, depth, ref left.Start, leftRow, leftDepth, ref right.Start, rightDepth, rightColumn,
                ref result.Start, ref scratch.Start);
            for (var index = 0; index < result.Length; index++)
            {
                var (matrix, r, c) = (index / (rows * columns), index / columns % rows, index % columns);
                var sum = 0.0;
                for (var d = 0; d < depth; d++)
                {
                    sum += (double)left[(matrix * rows * depth) + (r * leftRow) + (d * leftDepth)]
                        * right[(matrix * depth * columns) + (d * rightDepth) + (c * rightColumn)];
                }

                Assert.Equal(sum, result[index], depth * 1e-6);
            }

            scratch.AssertMarginsUntouched();
            result.AssertMarginsUntouched();
        }
    }
}
