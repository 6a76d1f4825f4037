namespace Gmnm.Architectures;

/// <summary>Bytes that a call takes from the heap.</summary>
internal static class Allocation
{
    /// <summary>A call that has run before allocates nothing on this thread.</summary>
    public static void IsNone(string what, Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated == 0, $"{what} allocates {allocated} bytes");
    }
}
