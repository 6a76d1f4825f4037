namespace Gmnm.Runtime.Tests.Buffers;

public class WorkspacePoolTests
{
    [Fact]
    public void AReturnedWorkspaceIsRentedAgain()
    {
        var pool = new WorkspacePool(10);
        var workspace = pool.Rent();
        Assert.Equal(10, workspace.Length);
        pool.Return(workspace);
        Assert.Same(workspace, pool.Rent());
        Assert.NotSame(workspace, pool.Rent());
    }

    [Fact]
    public void MoreThanOneSegmentIsKept()
    {
        var pool = new WorkspacePool(1);
        var rented = Enumerable.Range(0, 100).Select(_ => pool.Rent()).ToHashSet();
        Assert.Equal(100, rented.Count);
        foreach (var workspace in rented)
        {
            pool.Return(workspace);
        }

        Assert.True(rented.SetEquals(Enumerable.Range(0, 100).Select(_ => pool.Rent())));
    }

    [Fact]
    public void RentAndReturnAllocateNothingInSteadyState()
    {
        var pool = new WorkspacePool(64);
        pool.Return(pool.Rent());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            pool.Return(pool.Rent());
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void NoWorkspaceIsRentedTwiceAtOnce()
    {
        var pool = new WorkspacePool(1);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                var workspace = pool.Rent();
                workspace.Start = thread;
                Thread.SpinWait(5);
                Assert.Equal(thread, workspace.Start);
                pool.Return(workspace);
            }
        });
    }

    [Fact]
    public void AForeignWorkspaceIsRefused() =>
        Assert.Throws<ArgumentException>(() => new WorkspacePool(4).Return(new AlignedBuffer(5)));
}
