using System.Collections.Immutable;

namespace Gmnm.Gpu;

/// <summary>One launch of a product whose tiles may have several sizes: which of them runs depends on the batch and the device.</summary>
/// <param name="kernels">The same product, from the smallest tiles on.</param>
public sealed class GpuTiles(params ImmutableArray<GpuLaunch> kernels) : GpuStage
{
    /// <summary>
    /// Threads that keep a multiprocessor busy with products: a warp for each of its four schedulers. The sums of a thread hide
    /// each other's latency, and the next slab is read while one is multiplied.
    /// </summary>
    private const int BusyThreads = 128;

    /// <summary>Sums of a thread where multiply-adds bound it; with fewer, loads from shared memory do, and it takes twice as long.</summary>
    private const int FullSums = 64;

    internal override IEnumerable<GpuLaunch> Kernels => kernels;

    /// <summary>The same product, from the smallest tiles on.</summary>
    internal ImmutableArray<GpuLaunch> Sizes => kernels;

    /// <summary>The kernel for a number of samples: the one that should end first, of several the largest, which reads the least.</summary>
    /// <param name="rows">Samples.</param>
    /// <param name="multiprocessors">Multiprocessors of the device.</param>
    public GpuLaunch For(int rows, int multiprocessors)
    {
        var (best, least) = (kernels[^1], Time(kernels[^1], rows, multiprocessors));
        for (var index = kernels.Length - 2; index >= 0; index--)
        {
            if (Time(kernels[index], rows, multiprocessors) is var time && time < least)
            {
                (best, least) = (kernels[index], time);
            }
        }

        return best;
    }

    /// <summary>
    /// About how long the multiprocessor with the most groups takes, in sums one after the other, or for other kernels in turns: groups share its
    /// multiply-adds, and what too few threads leave idle is lost.
    /// </summary>
    private static long Time(GpuLaunch kernel, int rows, int multiprocessors)
    {
        var (x, y, z) = kernel.Groups(rows);
        var groups = (((long)x * y * z) + multiprocessors - 1) / multiprocessors;
        var sums = Math.Max(1, kernel.Extents.X.Tile * kernel.Extents.Y.Tile / kernel.Threads);
        return Math.Max(groups * kernel.Threads, BusyThreads) * sums * (sums < FullSums ? 2 : 1);
    }
}
