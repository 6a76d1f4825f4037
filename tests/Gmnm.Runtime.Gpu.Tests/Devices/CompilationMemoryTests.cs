using System.Runtime;
using Gmnm.Gpu;

namespace Gmnm.Runtime.Gpu.Tests.Devices;

/// <summary>Memory for kernels that compile.</summary>
public class CompilationMemoryTests
{
    [Fact]
    public void CollectionsGoOnAfterwards()
    {
        _ = CompilationMemory.TryTake();
        CompilationMemory.Release();
        Assert.NotEqual(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
    }

    [Fact]
    public void ACollectionMayHaveEndedIt()
    {
        _ = CompilationMemory.TryTake();
        GC.Collect();
        CompilationMemory.Release();
        Assert.NotEqual(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
    }
}
