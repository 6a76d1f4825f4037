using Gmnm.Gpu;
using Gmnm.Runtime.Gpu.Tests.Embedding;

namespace Gmnm.Runtime.Gpu.Tests.Devices;

/// <summary>Kernels that are compiled for a CUDA device while a program runs, and kept for the next run.</summary>
public sealed class CompiledCudaKernelsTests : IDisposable
{
    private const int Capability = 90;

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
        var compiled = new CompiledCudaKernels(Capability, new(_folder)).Update(CudaKernels.Admit);
        var file = Assert.Single(Directory.GetFiles(_folder));
        var written = File.GetLastWriteTimeUtc(file);
        var found = new CompiledCudaKernels(Capability, new(_folder)).Update(CudaKernels.Admit);
        Assert.Equal((compiled.Entry, compiled.Text), (found.Entry, found.Text));
        Assert.Equal<int>(compiled.ParameterBytes, found.ParameterBytes);
        Assert.Equal(written, File.GetLastWriteTimeUtc(file));
    }

    [Fact]
    public void AKernelOfAnotherDeviceOrMethodIsCompiled()
    {
        new CompiledCudaKernels(Capability, new(_folder)).Update(CudaKernels.Admit);
        new CompiledCudaKernels(75, new(_folder)).Update(CudaKernels.Admit);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
        new CompiledCudaKernels(Capability, new(_folder)).Update(CudaKernels.Average);
        Assert.Equal(3, Directory.GetFiles(_folder).Length);
    }
}
