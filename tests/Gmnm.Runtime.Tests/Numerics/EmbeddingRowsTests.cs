using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class EmbeddingRowsTests
{
    [Theory]
    [InlineData(0, 3, 4)]
    [InlineData(1, 1, 1)]
    [InlineData(7, 3, 5)]
    [InlineData(40, 4, 17)]
    public void RowsAreCopiedAndAdded(int rows, int count, int features)
    {
        var random = new Random(rows);
        var indices = new Guarded(rows);
        foreach (ref var index in indices.Span)
        {
            index = random.Next(count);
        }

        var (table, input) = (Guarded.Random((long)count * features, 1), Guarded.Random((long)rows * features, 2));
        var (copied, added) = (new Guarded((long)rows * features), new Guarded((long)count * features));
        EmbeddingRows.Copy(rows, features, ref indices.Start, ref table.Start, ref copied.Start);
        EmbeddingRows.Add(rows, count, features, ref indices.Start, ref input.Start, ref added.Start);

        var expected = new float[count * features];
        for (var row = 0; row < rows; row++)
        {
            for (var feature = 0; feature < features; feature++)
            {
                var place = ((int)indices[row] * features) + feature;
                Assert.Equal(table[place], copied[(row * features) + feature]);
                expected[place] += input[(row * features) + feature];
            }
        }

        Assert.Equal(expected, added.Span.ToArray());
        copied.AssertMarginsUntouched();
        added.AssertMarginsUntouched();
    }
}
