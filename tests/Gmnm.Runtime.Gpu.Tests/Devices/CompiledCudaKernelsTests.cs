using System.Reflection;
using Gmnm.Gpu;
using Gmnm.Runtime.Gpu.Tests.Embedding;

namespace Gmnm.Runtime.Gpu.Tests.Devices;

/// <summary>Kernels that are compiled for a CUDA device while a program runs, and kept for the next run.</summary>
public sealed class CompiledCudaKernelsTests : IDisposable
{
    private const int Capability = 90, Threads = 64;

    private static readonly MethodInfo s_method = ((GpuKernel)new LoopNetwork().GpuTraining!.Kernels.First()).Compiled;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public void SeveralThreadsMayAskAtOnce()
    {
        var kernels = new CompiledCudaKernels(Capability, cache: null);
        var program = new LoopNetwork().GpuTraining!;
        var launches = Enumerable.Repeat(program.Kernels, 4).SelectMany(static kernels => kernels).ToArray();
        var compiled = new PtxKernel[launches.Length];
        Parallel.For(0, launches.Length, index => compiled[index] = kernels.Of(program, launches[index]));
        Assert.All(launches.Zip(compiled), static pair => Assert.Equal("Kernel_" + ((GpuKernel)pair.First).Compiled.Name, pair.Second.Entry));
        Assert.All(compiled, static kernel => Assert.Equal<int>([CudaMemory.Size], kernel.ParameterBytes));
        kernels.Trim();
    }

    [Theory]
    [InlineData(75, ".target sm_75")]
    [InlineData(80, ".target sm_80")]
    [InlineData(90, ".target sm_80")]
    public void KernelsAreCompiledForTheDeviceOrAnOlderOne(int capability, string target)
    {
        var kernels = new CompiledCudaKernels(capability, cache: null);
        Assert.Contains(target, kernels.Update(CudaKernels.Admit).Text, StringComparison.Ordinal);
        kernels.Trim();
    }

    [Fact]
    public void AKernelIsKeptForTheNextRun()
    {
        var compiled = new CompiledCudaKernels(Capability, new(_folder, Capability)).Update(CudaKernels.Admit);
        var kept = Assert.Single(Directory.GetFiles(_folder));
        var found = new KernelCache(_folder, Capability).Find(Gmnm.Gpu.Kernels.Updates.Method(CudaKernels.Admit), UpdateGrid.Threads);
        Assert.Equal((compiled.Entry, compiled.Text), (found!.Entry, found.Text));
        Assert.Equal<int>(compiled.ParameterBytes, found.ParameterBytes);

        var written = File.GetLastWriteTimeUtc(kept);
        Assert.Equal(compiled.Text, new CompiledCudaKernels(Capability, new(_folder, Capability)).Update(CudaKernels.Admit).Text);
        Assert.Equal(written, File.GetLastWriteTimeUtc(kept));
    }

    [Fact]
    public void AKernelOfOtherOptionsOrMethodsIsNotFound()
    {
        new KernelCache(_folder, Capability).Keep(s_method, Threads, Kernel());
        Assert.NotNull(new KernelCache(_folder, Capability).Find(s_method, Threads));
        Assert.Null(new KernelCache(_folder, 75).Find(s_method, Threads));
        Assert.Null(new KernelCache(_folder, Capability).Find(s_method, 2 * Threads));
        Assert.Null(new KernelCache(_folder, Capability).Find(Gmnm.Gpu.Kernels.Updates.Method(CudaKernels.Admit), Threads));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void ADamagedFileCountsForNothing(int length)
    {
        var cache = new KernelCache(_folder, Capability);
        cache.Keep(s_method, Threads, Kernel());
        var file = Assert.Single(Directory.GetFiles(_folder));
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..length]);
        Assert.Null(cache.Find(s_method, Threads));
    }

    [Fact]
    public void AFolderThatCannotBeWrittenIsNoError()
    {
        File.WriteAllText(_folder, "");
        var cache = new KernelCache(_folder, Capability);
        cache.Keep(s_method, Threads, Kernel());
        Assert.Null(cache.Find(s_method, Threads));
        File.Delete(_folder);
    }

    [Fact]
    public void OldFilesAreDeleted()
    {
        new KernelCache(_folder, Capability).Keep(s_method, Threads, Kernel());
        File.SetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(_folder)), DateTime.UtcNow.AddDays(-31));
        new KernelCache(_folder, Capability).Keep(s_method, 2 * Threads, Kernel());
        Assert.Null(new KernelCache(_folder, Capability).Find(s_method, Threads));
        Assert.Single(Directory.GetFiles(_folder));
    }

    private static PtxKernel Kernel() => new("Kernel", [CudaMemory.Size, 4], ".entry Kernel(" + new string('x', 1000));
}
