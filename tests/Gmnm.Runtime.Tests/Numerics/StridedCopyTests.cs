using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class StridedCopyTests
{
    private static readonly int[] s_sizes = [1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 33, 65, 130];

    public static TheoryData<int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int>();
            foreach (var rows in s_sizes)
            {
                foreach (var columns in s_sizes)
                {
                    sizes.Add(rows, columns);
                }
            }

            return sizes;
        }
    }

    /// <summary>Each matrix contiguous along its rows, along its columns, with gaps, or along neither.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryLayoutCopiesEachElement(int rows, int columns)
    {
        var layouts = Layouts(rows, columns).ToArray();
        foreach (var (row, column) in layouts)
        {
            foreach (var (toRow, toColumn) in layouts)
            {
                var source = Guarded.Random(((rows - 1) * row) + ((columns - 1) * column) + 1, 1);
                var destination = new Guarded(((rows - 1) * toRow) + ((columns - 1) * toColumn) + 1);
                var expected = destination.Span.ToArray();
                for (var r = 0; r < rows; r++)
                {
                    for (var c = 0; c < columns; c++)
                    {
                        expected[(r * toRow) + (c * toColumn)] = source[(r * row) + (c * column)];
                    }
                }

                StridedCopy.Run(rows, columns, ref source.Start, row, column, ref destination.Start, toRow, toColumn);
                Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), destination.Span.ToArray().Select(BitConverter.SingleToInt32Bits));
                destination.AssertMarginsUntouched();
            }
        }
    }

    [Theory]
    [InlineData(1, 5, 5)]
    [InlineData(3, 4, 9)]
    [InlineData(7, 1, 2)]
    [InlineData(0, 4, 4)]
    public void ClearTouchesTheMatrixAlone(int rows, int columns, int stride)
    {
        var destination = Guarded.Random(Math.Max(1, rows * stride), 3);
        var before = destination.Span.ToArray();
        StridedCopy.Clear(rows, columns, ref destination.Start, stride);
        for (var index = 0; index < before.Length; index++)
        {
            Assert.Equal(index < rows * stride && index % stride < columns ? 0 : before[index], destination[index]);
        }

        destination.AssertMarginsUntouched();
    }

    private static IEnumerable<(int Row, int Column)> Layouts(int rows, int columns) =>
        [(columns, 1), (columns + 3, 1), (1, rows), (1, rows + 2), (2 * columns, 2), (3, 3 * rows)];
}
