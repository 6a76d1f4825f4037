using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Gmnm.Benchmarks.Gpu;

/// <summary>What the device reaches at best, measured.</summary>
/// <param name="MultiplyAdds">Multiply-adds a microsecond.</param>
/// <param name="Bytes">Bytes a microsecond that a copy reads and writes.</param>
/// <param name="Launch">Microseconds from a launch to the next in a plan, of a kernel that does nothing.</param>
internal sealed record DeviceLimits(double MultiplyAdds, double Bytes, double Launch)
{
    private const int Threads = 64;
    private const int Chains = 8;
    private const int GroupsOfMultiprocessor = 32;

    public static DeviceLimits Measure(KernelDevice device, Stopwatches watches, bool quick)
    {
        var groups = quick || device.IsEmulated ? 1 : GroupsOfMultiprocessor * device.Multiprocessors;
        var (steps, length) = quick ? (8, Threads * 4) : (4096, 1 << 26);
        using var source = device.CreateBlock("a copy's source");
        using var target = device.CreateBlock("a copy's target");
        source.Require(length);
        target.Require(length);
        source.Upload([0.5f]);
        var program = new GpuProgram { Name = "limits", ArenaConstant = 0, ArenaPerSample = 0, Stages = [] };
        var arithmetic = Median(LimitKernels.MultiplyAdd, groups, steps);
        var copy = Median(LimitKernels.Copy, groups, length / 4);
        var launch = Median(LimitKernels.Nothing, 1, 0);
        return new((double)groups * Threads * Chains * steps / arithmetic, 2.0 * sizeof(float) * length / copy, launch);

        double Median(Action<GpuMemory> kernel, int groups, int rows)
        {
            var launch = new GpuKernel(kernel.Method.Name, kernel, Threads, new GpuExtent(0, groups, 1));
            var run = new GpuRun
            {
                Inputs = source,
                Targets = source,
                Parameters = source,
                Gradients = source,
                Predictions = target,
                Arena = target,
                Rows = rows,
            };
            return KernelTimes.Median(device, watches, program, launch, run);
        }
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
    /// <param name="memory">The factor is the first input, the rows are the steps.</param>
    public static void MultiplyAdd(GpuMemory memory)
    {
        var (factor, steps, result) = (memory.Inputs[0], memory.Rows, memory.Predictions);
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
    /// <param name="memory">The inputs are copied to the predictions, as many fours as there are rows.</param>
    public static void Copy(GpuMemory memory)
    {
        var (from, to) = (memory.Inputs.Cast<Quad>().AsAligned(16), memory.Predictions.Cast<Quad>().AsAligned(16));
        for (var index = GpuGrid.First; index < memory.Rows; index += GpuGrid.Stride)
        {
            to[index] = from[index];
        }
    }

    /// <summary>Does nothing.</summary>
    public static void Nothing(GpuMemory memory)
    {
    }
}
