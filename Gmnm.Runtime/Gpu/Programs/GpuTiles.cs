using System.Collections.Immutable;

namespace Gmnm.Gpu;

/// <summary>One launch of a product whose tiles may have several sizes: which of them runs depends on the batch and the device.</summary>
/// <param name="kernels">The same product, from the smallest tiles on.</param>
public sealed class GpuTiles(params ImmutableArray<GpuLaunch> kernels) : GpuStage
{
    /// <summary>The multiprocessors of a device that always takes the smallest tiles.</summary>
    public const int Endless = int.MaxValue;

    /// <summary>Threads that keep a multiprocessor busy: a warp for each of its four schedulers.</summary>
    private const int BusyThreads = 128;

    /// <summary>Multiply-adds of a multiprocessor in a cycle.</summary>
    private const double MultiplyAdds = 128;

    /// <summary>Sums of a thread in tiles that have 8 × 8, and in those that have 4 × 4, which deep tiles share among slices of the depth.</summary>
    private const int FullSums = 64, SmallSums = 16, DeepestSums = 1;

    /// <summary>Cycles until a slab has come, and for each sum of a thread in it, when nothing else is at work; and the places of a slab.</summary>
    private const double Latency = 400, CyclesOfSum = 15, Slab = 8;

    /// <summary>
    /// Cycles, of those that the multiply-adds alone would take, that tiles of 4 × 4 and of 8 × 8 sums take: the larger tile
    /// less, which reads less, a deep one more, whose slices meet at the end, and tensor cores the least. Measured on an H200,
    /// but for the deepest: it reads each side twice as often as other small tiles.
    /// </summary>
    private const double DeepestOverhead = 1.3 * SmallOverhead, DeepOverhead = 1.2 * SmallOverhead, SmallOverhead = 2.5,
        FullOverhead = 1.45, TensorOverhead = 1, OverheadOfSide = 20;

    internal override IEnumerable<GpuLaunch> Kernels => kernels;

    /// <summary>The kernels that a device may run. Where tensor cores are, the large tiles are theirs.</summary>
    internal ImmutableArray<GpuLaunch> Sizes(bool tensorCores) =>
        [.. kernels.Where(kernel => kernel.NeedsTensorCores == tensorCores || (!kernel.NeedsTensorCores && Sums(kernel) < FullSums))];

    /// <summary>The kernel for a number of samples: the one that should end first, of several the largest, which reads the least.</summary>
    /// <param name="rows">Samples.</param>
    /// <param name="multiprocessors">Multiprocessors of the device.</param>
    /// <param name="tensorCores">Whether the device has tensor cores.</param>
    public GpuLaunch For(int rows, int multiprocessors, bool tensorCores)
    {
        if (multiprocessors == Endless)
        {
            return kernels[0];
        }

        var sizes = Sizes(tensorCores);
        var (best, least) = (sizes[^1], Time(sizes[^1], rows, multiprocessors));
        for (var index = sizes.Length - 2; index >= 0; index--)
        {
            if (Time(sizes[index], rows, multiprocessors) is var time && time < least)
            {
                (best, least) = (sizes[index], time);
            }
        }

        return best;
    }

    private static int Area(GpuLaunch kernel) => kernel.Extents.X.Tile * kernel.Extents.Y.Tile;

    /// <summary>Sums of a thread.</summary>
    private static int Sums(GpuLaunch kernel) => Area(kernel) / kernel.Threads;

    /// <summary>
    /// About how long the multiprocessor with the most groups takes for a place along the depth: as long as its multiply-adds,
    /// or as one group alone. Other kernels take turns: groups share the multiprocessor, and what too few threads leave idle
    /// is lost.
    /// </summary>
    private static double Time(GpuLaunch kernel, int rows, int multiprocessors)
    {
        var (x, y, z) = kernel.Groups(rows);
        var groups = (((long)x * y * z) + multiprocessors - 1) / multiprocessors;
        var (area, sums) = (Area(kernel), Sums(kernel));
        if (sums < DeepestSums)
        {
            return Math.Max(groups * kernel.Threads, BusyThreads);
        }

        var slices = Math.Max(1, SmallSums / sums);
        var overhead = sums switch
        {
            FullSums => (kernel.NeedsTensorCores ? TensorOverhead : FullOverhead) + (OverheadOfSide / Math.Sqrt(area)),
            DeepestSums => DeepestOverhead,
            SmallSums => SmallOverhead,
            _ => DeepOverhead,
        };
        return Math.Max(groups * area * overhead / MultiplyAdds, (Latency + (CyclesOfSum * sums * slices)) / (Slab * slices));
    }
}
