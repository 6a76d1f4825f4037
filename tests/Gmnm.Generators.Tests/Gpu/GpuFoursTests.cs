using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Parsing;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>Networks whose sizes are multiples of four, which products read by 16 bytes, and batches whose sums are taken in parts.</summary>
[Collection(CudaCollection.Name)]
public sealed class GpuFoursTests(CudaFixture cuda)
{
    private const string Source = """
        using Gmnm;
        namespace Fours;
        [Network, Input(8), Linear(40), Relu, Linear(4), Loss(LossKind.MeanSquaredError)] internal partial class Rows;
        [Network, Input(8), Gmnm(4, Components = 8, Projections = 4), Loss(LossKind.MeanSquaredError)] internal partial class Projections;
        [Network, Input(8), Gmnm(4, Components = 4, Projections = 3), Loss(LossKind.MeanSquaredError)] internal partial class Padded;
        [Network, Input(8), Gmnm(4, Components = 4, Projections = 8, Aggregation = Aggregation.Quadratic), Loss(LossKind.MeanSquaredError)] internal partial class Pairs;
        [Network, Input(3, 8), Lstm(8), Linear(4), Loss(LossKind.MeanSquaredError)] internal partial class Steps;
        [Network, Input(4, 4, 4), Conv2d(20, Kernel = 3, Padding = 1), Flatten, Linear(4), Loss(LossKind.MeanSquaredError)] internal partial class Images;
        """;

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new(Source, "Fours", forGpu: true));

    private static readonly IReadOnlyList<NetworkDeclaration> s_networks = [.. Parsed.Networks(Source)];

    [SkippableTheory]
    [InlineData("Rows")]
    [InlineData("Projections")]
    [InlineData("Padded")]
    [InlineData("Pairs")]
    [InlineData("Steps")]
    [InlineData("Images")]
    public void ResultsAreTheCpus(string name)
    {
        Assert.Contains("new kernels::FoursAlong", s_assembly.Value.Sources[$"Fours.{name}.GpuTraining.g.cs"], StringComparison.Ordinal);
        Check(name).Agrees(batch: 3);
    }

    /// <summary>Two parts of the gradient of four biases, nine of forty, and then none in the same memory.</summary>
    [SkippableFact]
    public void LongSumsAreTakenInParts()
    {
        Assert.Contains("FewestSamples = 129", s_assembly.Value.Sources["Fours.Rows.GpuTraining.g.cs"], StringComparison.Ordinal);
        Check("Rows").AgreesTwice(batch: 2100);
        Check("Rows").AgreesTwice(batch: 256);
    }

    private GpuCheck Check(string name) =>
        new(cuda.Device, cuda.Tolerance, s_networks.Single(network => network.Name == name), s_assembly.Value.Create(name));
}
