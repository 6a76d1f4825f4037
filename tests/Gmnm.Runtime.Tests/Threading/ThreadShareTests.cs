namespace Gmnm.Threading;

/// <summary>How a batch is divided: by the batch alone in parts, by the threads in ranges of parts.</summary>
public sealed unsafe class ThreadShareTests
{
    public static TheoryData<int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int>();
            foreach (var rows in (int[])[1, 15, 16, 17, 31, 32, 33, 100, 1000, 4096])
            {
                foreach (var threads in (int[])[1, 2, 3, 8, 32])
                {
                    shapes.Add(rows, threads);
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void SamplesOfTheThreadsFollowEachOtherAndAreTheirParts(int rows, int threads)
    {
        var parts = ThreadShare.PartsOf(rows, 16);
        threads = Math.Min(threads, parts);
        nint end = 0;
        for (var thread = 0; thread < threads; thread++)
        {
            var share = new ThreadShare(null, thread, threads, rows, parts, null);
            Assert.Equal(end, share.Samples.First);
            foreach (var (part, start, length) in share.OwnParts)
            {
                Assert.Equal(share.Part(part), (end, length));
                Assert.Equal(end, share.Samples.First + start);
                Assert.True(length >= Math.Min(16, rows));
                end += length;
            }

            Assert.Equal(end, share.Samples.First + share.Samples.Count);
        }

        Assert.Equal(rows, end);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void RangesAreMultiplesAndNoneIsShort(int count, int threads)
    {
        nint end = 0;
        for (var thread = 0; thread < threads; thread++)
        {
            var (first, length) = new ThreadShare(null, thread, threads, 1, threads, null).Range(count, 12);
            Assert.Equal(end, first);
            Assert.Equal(0, first % 12);
            Assert.True(length == 0 || length >= 12 || count < 12);
            end += length;
        }

        Assert.Equal(count, end);
    }
}
