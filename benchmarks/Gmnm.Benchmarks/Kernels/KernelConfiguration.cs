using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Gmnm.Benchmarks.Kernels;

/// <summary>Short runs in this process: a kernel is compiled fully at its first call, so a process for each adds nothing.</summary>
internal sealed class KernelConfiguration : ManualConfig
{
    public KernelConfiguration()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
    }
}
