using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Gmnm.Gpu;
using Gmnm.Ptx;

namespace Gmnm.Runtime.Gpu.Tests.Embedding;

/// <summary>What a build embeds into a native program: plans survive the file, and kernels take what the driver is given.</summary>
public sealed partial class EmbeddedKernelsTests
{
    private static readonly Lazy<EmbeddedKernels> s_embedded = new(Embed);

    [Fact]
    public void APlanIsReadAsItWasWritten()
    {
        var (network, embedded) = (new LoopNetwork(), s_embedded.Value.Networks["Loop"]);
        Assert.Null(embedded.Loss);
        Assert.True(embedded.IsLossOfOutputs);
        Assert.Equal(Describe(network.GpuInference), Describe(embedded.Inference));
        Assert.Equal(Describe(network.GpuTraining!), Describe(embedded.Training!));
    }

    [Fact]
    public void EveryKernelIsAnEntryThatTakesTheMemoryOfTheDriver()
    {
        foreach (var kernel in s_embedded.Value.Networks["Loop"].Training!.Kernels.Cast<EmbeddedKernel>())
        {
            Assert.Contains($".entry {kernel.Ptx.Entry}(", kernel.Ptx.Text, StringComparison.Ordinal);
            Assert.Equal<int>([CudaMemory.Size], kernel.Ptx.ParameterBytes);
        }
    }

    [Fact]
    public void TheMemoryIsLaidOutAsKernelsReadIt()
    {
        var kernel = (EmbeddedKernel)s_embedded.Value.Networks["Loop"].Training!.Kernels.First();
        var reads = ParameterRead().Matches(kernel.Ptx.Text)
            .Select(static match => (Bits: match.Groups[1].Value, Offset: match.Groups[2].Success ? int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : 0))
            .ToHashSet();
        Assert.Equal(CudaMemory.Size, Marshal.SizeOf<CudaMemory>());
        foreach (var block in (string[])[nameof(CudaMemory.Inputs), nameof(CudaMemory.Targets), nameof(CudaMemory.Parameters), nameof(CudaMemory.Gradients), nameof(CudaMemory.Predictions), nameof(CudaMemory.Arena)])
        {
            Assert.Contains(("64", Offset(block)), reads);
            Assert.Contains(("64", Offset(block) + sizeof(ulong)), reads);
        }

        Assert.Contains(("64", Offset(nameof(CudaMemory.DropoutKey))), reads);
        Assert.Contains(("32", Offset(nameof(CudaMemory.Rows))), reads);
        Assert.Contains(("32", Offset(nameof(CudaMemory.Step))), reads);
    }

    [Fact]
    public void OptimizersTakeBlocksAndTheNumbersOfAStep()
    {
        var (view, numbers) = (Marshal.SizeOf<CudaView>(), Marshal.SizeOf<UpdateNumbers>());
        var updates = s_embedded.Value.Updates;
        Assert.Equal<int>([view, view, 4], updates[CudaKernels.SumSquares].ParameterBytes);
        Assert.Equal<int>([view, view, view, Marshal.SizeOf<AdmissionNumbers>()], updates[CudaKernels.Admit].ParameterBytes);
        Assert.Equal<int>([view, view, view, numbers], updates[nameof(UpdateKind.Plain)].ParameterBytes);
        Assert.Equal<int>([view, view, view, view, numbers], updates[nameof(UpdateKind.Momentum)].ParameterBytes);
        Assert.Equal<int>([view, view, view, view, view, numbers], updates[nameof(UpdateKind.Adaptive)].ParameterBytes);
        Assert.Equal<int>([view, view, view, 4, 4, 4], updates[CudaKernels.Average].ParameterBytes);
    }

    [SkippableFact]
    public void WithoutAGpuThereIsAReason()
    {
        using var device = CudaDevice.TryOpen(out var reason);
        Skip.If(device is not null, "There is one.");
        Assert.EndsWith(".", reason, StringComparison.Ordinal);
        Assert.Equal(reason, Assert.Throws<GpuException>(() => CudaDevice.Open()).Message);
    }

    private static EmbeddedKernels Embed()
    {
        using var compiler = new NetworkCompiler();
        using var file = new MemoryStream();
        compiler.Compile([("Loop", new LoopNetwork())]).Write(file);
        return EmbeddedKernels.Read(new MemoryStream(file.ToArray()));
    }

    private static int Offset(string field) => (int)Marshal.OffsetOf<CudaMemory>(field);

    private static string Describe(GpuProgram program) => string.Join(
        "\n",
        program.Stages.Select(Describe).Prepend($"{program.Name} {program.ArenaConstant} {program.ArenaPerSample} {program.LossAt}"));

    private static string Describe(GpuStage stage) => stage switch
    {
        GpuLoop loop => $"loop {loop.Steps} {loop.IsReverse} ({string.Join("; ", loop.Stages.Select(Describe))})",
        GpuTiles tiles => $"tiles ({string.Join("; ", tiles.Sizes(tensorCores: true).Select(Describe))})",
        GpuLaunch launch => $"{launch.Name} {launch.Threads} {launch.Extents} {launch.FewestSamples} {launch.NeedsTensorCores}",
        _ => throw new NotSupportedException(),
    };

    [GeneratedRegex(@"ld\.param\.b(\d+)\s+%\w+, \[\w+?(?:\+(\d+))?\]")]
    private static partial Regex ParameterRead();
}
