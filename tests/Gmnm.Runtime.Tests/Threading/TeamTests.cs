namespace Gmnm.Threading;

/// <summary>Work that threads share.</summary>
[Collection(nameof(ThreadCollection))]
public sealed class TeamTests : IDisposable
{
    private readonly int _before = Parallelism.Threads;

    public void Dispose() => Parallelism.Threads = _before;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void EverySampleIsDoneOnceByAsManyThreadsAsAreAllowed(int threads)
    {
        Parallelism.Threads = threads;
        var work = new Count { Done = new int[1000], Workers = new int[1000], Parts = 16 };
        for (var run = 1; run <= 50; run++)
        {
            Team.Run(ref work);
            Assert.All(work.Done, done => Assert.Equal(run, done));
        }

        Assert.Equal(threads, work.Workers.Distinct().Count());
    }

    [Fact]
    public void ThereAreNoMoreThreadsThanParts()
    {
        Parallelism.Threads = 8;
        var work = new Count { Done = new int[10], Workers = new int[10], Parts = 2 };
        Team.Run(ref work);
        Assert.Equal(2, work.Workers.Distinct().Count());
    }

    [Fact]
    public void AfterAMeetingEachThreadReadsWhatTheOthersWrote()
    {
        Parallelism.Threads = 4;
        var work = new Relay { Values = new int[ThreadShare.MostParts] };
        for (var run = 0; run < 200; run++)
        {
            Team.Run(ref work);
        }

        Assert.All(work.Values[..4], static value => Assert.Equal(200 * Relay.Rounds, value));
        Assert.Equal(0, work.Late);
    }

    [Fact]
    public void WhoeverFindsTheThreadsBusyWorksAlone()
    {
        Parallelism.Threads = 2;
        var work = new Nested { Threads = new int[2] };
        Team.Run(ref work);
        Assert.Equal([1, 1], work.Threads);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void SharesThatNoThreadHasBegunAreDoneOnceByTheCaller(int threads)
    {
        Parallelism.Threads = threads;
        var work = new Apart { Done = new int[1000] };
        for (var run = 1; run <= 2000; run++)
        {
            if (run % 100 == 0)
            {
                // Long enough that the others sleep, and the caller is the first at each share.
                Thread.Sleep(2);
            }

            Team.Run(ref work);
            Assert.DoesNotContain(work.Done, done => done != run);
        }
    }

    [Fact]
    public void ARunAllocatesNothingOnceTheThreadsAreThere()
    {
        Parallelism.Threads = 3;
        var work = new Count { Done = new int[100], Workers = new int[100], Parts = 8, ScratchLength = 1000 };
        Team.Run(ref work);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var run = 0; run < 20; run++)
        {
            Team.Run(ref work);
        }

        Assert.Equal(0, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    [Fact]
    public void ThreadsWakeUpAfterALongPause()
    {
        Parallelism.Threads = 2;
        var work = new Count { Done = new int[10], Workers = new int[10], Parts = 2 };
        for (var run = 1; run <= 3; run++)
        {
            Team.Run(ref work);
            Thread.Sleep(30);
            Assert.All(work.Done, done => Assert.Equal(run, done));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(257)]
    public void ANumberOfThreadsOutOfRangeIsRefused(int threads)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Parallelism.Threads = threads);
        Assert.Equal(_before, Parallelism.Threads);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("256", 256)]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("0", null)]
    [InlineData("-2", null)]
    [InlineData("257", null)]
    [InlineData("two", null)]
    public void TheEnvironmentSetsTheNumberWhereItIsInRange(string? variable, int? expected) =>
        Assert.Equal(expected ?? Math.Min(Environment.ProcessorCount, 256), Parallelism.Initial(variable));

    private struct Count : ISharedWork
    {
        public int[] Done;
        public int[] Workers;

        public static bool Meets => true;

        public int Parts { readonly get; init; }

        public readonly nint Rows => Done.Length;

        public int ScratchLength { readonly get; init; }

        public readonly void Run(in ThreadShare share)
        {
            var (first, count) = share.Samples;
            for (var i = first; i < first + count; i++)
            {
                Interlocked.Increment(ref Done[i]);
                Workers[i] = Environment.CurrentManagedThreadId;
            }
        }
    }

    /// <summary>Shares that do not meet.</summary>
    private struct Apart : ISharedWork
    {
        public int[] Done;

        public static bool Meets => false;

        public readonly int Parts => 16;

        public readonly nint Rows => Done.Length;

        public readonly int ScratchLength => 0;

        public readonly void Run(in ThreadShare share)
        {
            var (first, count) = share.Samples;
            for (var i = first; i < first + count; i++)
            {
                Interlocked.Increment(ref Done[i]);
            }
        }
    }

    /// <summary>In every round each thread counts up its value, and all must see those of all others.</summary>
    private struct Relay : ISharedWork
    {
        public const int Rounds = 20;

        public int[] Values;
        public int Late;

        public static bool Meets => true;

        public readonly int Parts => 4;

        public readonly nint Rows => 4;

        public readonly int ScratchLength => 0;

        public void Run(in ThreadShare share)
        {
            var own = share.FirstPart;
            var start = Values[own];
            for (var round = 1; round <= Rounds; round++)
            {
                Values[own]++;
                share.Wait();
                for (var other = 0; other < 4; other++)
                {
                    if (Values[other] != start + round)
                    {
                        Interlocked.Increment(ref Late);
                    }
                }

                share.Wait();
            }
        }
    }

    private struct Nested : ISharedWork
    {
        public int[] Threads;

        public static bool Meets => true;

        public readonly int Parts => 2;

        public readonly nint Rows => 2;

        public readonly int ScratchLength => 0;

        public readonly void Run(in ThreadShare share)
        {
            var inner = new Count { Done = new int[8], Workers = new int[8], Parts = 8 };
            Team.Run(ref inner);
            Threads[share.FirstPart] = inner.Workers.Distinct().Count();
        }
    }
}
