using Gmnm.Threading;

namespace Gmnm.Numerics;

/// <summary>Sums of parts, added up in their order.</summary>
public sealed unsafe class PartialSumsTests
{
    private const int Stride = 176;
    private const int Length = 165;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(7, 1)]
    [InlineData(7, 2)]
    [InlineData(32, 3)]
    public void PartsAreAddedInTheirOrderByWhateverThreads(int parts, int threads)
    {
        var random = new Random(parts);
        var values = new float[parts * Stride];
        foreach (ref var value in values.AsSpan())
        {
            value = random.NextSingle();
        }

        float[] expected = [.. Enumerable.Range(0, Length).Select(i => Enumerable.Range(1, parts - 1).Aggregate(values[i], (sum, part) => sum + values[(part * Stride) + i]))];
        var (shared, small) = (new float[Length + 1], new float[Length + 1]);
        for (var thread = 0; thread < threads; thread++)
        {
            var share = new ThreadShare(null, thread, threads, parts, parts, null);
            PartialSums.Add(in share, in values[0], Stride, ref shared[0], Length);
            PartialSums.AddSmall(in share, in values[0], Stride, ref small[0], Length);
        }

        Assert.Equal([.. expected, 0], shared);
        Assert.Equal([.. expected, 0], small);
    }

    [Fact]
    public void OnePartHasSummedInPlace()
    {
        float[] sum = [1, 2, 3];
        PartialSums.Add(new ThreadShare(null, 0, 1, 4, 1, null), in sum[0], 16, ref sum[0], 3);
        Assert.Equal([1, 2, 3], sum);
    }
}
