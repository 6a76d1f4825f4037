using Gmnm.Generators.Tests.Harness;
using Gmnm.Generators.Tests.Incrementality;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>When there is code for a GPU, and when it is written again.</summary>
public sealed class GpuGenerationTests
{
    private const string Net = "using Gmnm;\n[Network, Input(8), Linear(4), Relu, Loss(LossKind.MeanSquaredError)]\npublic partial class Net { }\n";

    private static readonly string[] s_files = ["Net.Gpu.g.cs", "Net.GpuInference.g.cs", "Net.GpuTraining.g.cs"];

    [Fact]
    public void WithoutTheReferenceNoFileForAGpuIsWritten()
    {
        var result = GeneratorHarness.Run(Net);
        Assert.NotEmpty(result.GeneratedSources);
        Assert.All(result.GeneratedSources, static source =>
        {
            Assert.DoesNotContain("Gpu", source.Key, StringComparison.Ordinal);
            Assert.DoesNotContain("Gpu", source.Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void TheReferenceAddsFilesAndLeavesTheOthersButTheirList()
    {
        var (without, with) = (GeneratorHarness.Run(Net), GeneratorHarness.Run(GeneratorHarness.CompileForGpu(Net)));
        Assert.Empty(with.AllDiagnostics());
        Assert.Empty(with.CompilationErrors());
        Assert.All(s_files, file => Assert.Contains(file, with.GeneratedSources.Keys));
        Assert.All(without.GeneratedSources, source => Assert.Equal(source.Value, with.GeneratedSources[source.Key]));
    }

    [Fact]
    public void ANetworkWhoseHeadsAreTooWideHasItsCodeForTheCpu()
    {
        const string Wide = "using Gmnm;\n[Network, Input(4, 1024), MultiHeadAttention(1)]\npublic partial class Wide { }\n";
        var result = GeneratorHarness.Run(GeneratorHarness.CompileForGpu(Wide, Net));
        Assert.Equal("GMNM3001", Assert.Single(result.Diagnostics).Id);
        Assert.Empty(result.CompilationErrors());
        Assert.Contains("Wide.Network.g.cs", result.GeneratedSources.Keys);
        Assert.DoesNotContain("Wide.Gpu.g.cs", result.GeneratedSources.Keys);
        Assert.Contains("Net.Gpu.g.cs", result.GeneratedSources.Keys);
    }

    /// <summary>Four heads: a thread has a row where rows are many and heads small.</summary>
    [Theory]
    [InlineData(16, 128, "RowAttention", "FusedAttention")]
    [InlineData(15, 128, "FusedAttention", "RowAttention")]
    [InlineData(16, 132, "FusedAttention", "RowAttention")]
    public void AThreadHasARowOfManyWithSmallHeads(int steps, int features, string kernels, string others)
    {
        var net = $"using Gmnm;\n[Network, Input({steps}, {features}), MultiHeadAttention(4), Loss(LossKind.MeanSquaredError)]\npublic partial class Net {{ }}\n";
        var sources = GeneratorHarness.Run(GeneratorHarness.CompileForGpu(net)).GeneratedSources;
        Assert.Contains($"{kernels}.Forward", sources["Net.GpuInference.g.cs"], StringComparison.Ordinal);
        Assert.All((string[])["Forward", "QueryGradient", "KeyGradient"], method =>
        {
            Assert.Contains($"{kernels}.{method}", sources["Net.GpuTraining.g.cs"], StringComparison.Ordinal);
            Assert.DoesNotContain($"{others}.{method}", sources["Net.GpuTraining.g.cs"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void AddingAndRemovingTheReferenceCompilesAgain()
    {
        var edits = new Edits(Net);
        edits.Reference(References.Gpu);
        Assert.Equal([IncrementalStepRunReason.Modified], edits.Reasons(TrackingNames.Compiled));
        Assert.All(s_files, file => Assert.Contains(file, edits.Result.GeneratedSources.Select(static source => source.HintName)));
        edits.Unreference(References.Gpu);
        Assert.Equal([IncrementalStepRunReason.Modified], edits.Reasons(TrackingNames.Compiled));
        Assert.DoesNotContain("Net.Gpu.g.cs", edits.Result.GeneratedSources.Select(static source => source.HintName));
    }

    [Fact]
    public void TypingElsewhereCompilesNothingAgain()
    {
        var edits = new Edits(Net);
        edits.Reference(References.Gpu);
        edits.Add("public class Unrelated { }");
        edits.AssertNothingRegenerated();
        StepOutputs.AssertCached(edits.Result);
    }

    [Fact]
    public void AnotherReferenceCompilesNothingAgain()
    {
        var edits = new Edits(Net);
        edits.Unreference([References.Library]);
        edits.AssertNothingRegenerated();
    }
}
