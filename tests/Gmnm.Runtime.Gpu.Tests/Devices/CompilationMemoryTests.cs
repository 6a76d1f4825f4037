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

    /// <summary>Many networks, one after the other: what the compilation of one leaves is gone when that of a later one begins.</summary>
    [Fact]
    public void WhatCompilationsLeaveIsCollected()
    {
        const long Megabyte = 1 << 20;
        for (var round = 0; round < 30; round++)
        {
            _ = CompilationMemory.TryTake();
            for (var block = 0; block < 50; block++)
            {
                GC.KeepAlive(Enumerable.Range(0, 20_000).Select(static number => new object()).ToArray());
            }

            CompilationMemory.Release();
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: false), 0, 500 * Megabyte);
    }
}
