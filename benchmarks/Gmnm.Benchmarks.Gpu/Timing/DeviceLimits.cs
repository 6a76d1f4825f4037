using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Gmnm.Benchmarks.Gpu;

/// <summary>What the device reaches at best, measured.</summary>
/// <param name="MultiplyAdds">Multiply-adds a microsecond.</param>
/// <param name="Bytes">Bytes a microsecond that a copy reads and writes.</param>
/// <param name="Launch">Microseconds from a launch to the next, of a kernel that does nothing.</param>
internal sealed record DeviceLimits(double MultiplyAdds, double Bytes, double Launch)
{
    private const int Threads = 64;
    private const int Chains = 8;
    private const int GroupsOfMultiprocessor = 32;

    public static DeviceLimits Measure(GpuDevice device, Stopwatches watches, bool quick)
    {
        var accelerator = device.Accelerator;
        var groups = quick ? 1 : GroupsOfMultiprocessor * accelerator.NumMultiprocessors;
        var (steps, length) = quick ? (8, Threads * 4) : (4096, 1 << 26);
        using var source = accelerator.Allocate1D<float>(length);
        using var target = accelerator.Allocate1D<float>(length);
        source.MemSetToZero();
        target.MemSetToZero();
        var grid = new KernelConfig(new Index3D(groups, 1, 1), new Index3D(Threads, 1, 1));
        var stream = accelerator.DefaultStream;
        var chains = accelerator.LoadKernel<ArrayView<float>, float, int>(LimitKernels.MultiplyAdd);
        var copies = accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, int>(LimitKernels.Copy);
        var nothing = accelerator.LoadKernel<int>(LimitKernels.Nothing);
        var arithmetic = watches.Median(() => chains(stream, grid, target.View.BaseView, 0.5f, steps), stream.Synchronize);
        var copy = watches.Median(() => copies(stream, grid, source.View.BaseView, target.View.BaseView, length / 4), stream.Synchronize);
        var launch = watches.Median(() => nothing(stream, new KernelConfig(new Index3D(1, 1, 1), new Index3D(Threads, 1, 1)), 0), stream.Synchronize);
        return new((double)groups * Threads * Chains * steps / arithmetic, 2.0 * sizeof(float) * length / copy, launch);
    }

    /// <summary>The share of the limit that a kernel reaches; 0 where its work is not counted.</summary>
    public double Share(KernelTime kernel) => Least(kernel) / kernel.Microseconds;

    /// <summary>Whether multiply-adds limit a kernel, not bytes.</summary>
    public bool IsArithmetic(KernelTime kernel) => kernel.MultiplyAdds / MultiplyAdds > kernel.Bytes / Bytes;

    private double Least(KernelTime kernel) => Math.Max(kernel.MultiplyAdds / MultiplyAdds, kernel.Bytes / Bytes);
}

/// <summary>The kernels that find the limits.</summary>
public static class LimitKernels
{
    /// <summary>Steps of a round of the loop: the rest of it is then a tenth.</summary>
    private const int Unrolled = 4;

    /// <summary>Eight chains of multiply-adds in each thread. Bound by arithmetic.</summary>
    public static void MultiplyAdd(ArrayView<float> result, float factor, int steps)
    {
        float a = Group.IdxX, b = a + 1, c = a + 2, d = a + 3, e = a + 4, f = a + 5, g = a + 6, h = a + 7;
        for (var step = 0; step < steps; step += Unrolled)
        {
            a = Four(a, factor);
            b = Four(b, factor);
            c = Four(c, factor);
            d = Four(d, factor);
            e = Four(e, factor);
            f = Four(f, factor);
            g = Four(g, factor);
            h = Four(h, factor);
        }

        result[Group.IdxX] = a + b + c + d + e + f + g + h;
    }

    private static float Four(float chain, float factor)
    {
        chain = (chain * factor) + 1f;
        chain = (chain * factor) + 1f;
        chain = (chain * factor) + 1f;
        return (chain * factor) + 1f;
    }

    /// <summary>Copies fours. Bound by memory.</summary>
    public static void Copy(ArrayView<float> source, ArrayView<float> target, int fours)
    {
        var (from, to) = (source.Cast<Quad>().AsAligned(16), target.Cast<Quad>().AsAligned(16));
        for (var index = GpuGrid.First; index < fours; index += GpuGrid.Stride)
        {
            to[index] = from[index];
        }
    }

    /// <summary>Does nothing.</summary>
    public static void Nothing(int unused)
    {
    }
}
