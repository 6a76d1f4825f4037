using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Parsing;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>Gaussian layers whose mixture is computed where their exponentials are, and such as are too large for that.</summary>
[Collection(CudaCollection.Name)]
public sealed class GpuMixtureTests(CudaFixture cuda)
{
    private const string Source = """
        using Gmnm;
        namespace Mixtures;
        [Network, Input(5), Gmnm(3, Components = 7, Projections = 2), Tanh, Loss(LossKind.MeanSquaredError)] internal partial class Small;
        [Network, Input(5), Gmnm(16, Components = 15, Projections = 3), Loss(LossKind.CrossEntropy)] internal partial class Wide;
        [Network, Input(5), Gmnm(4, Components = 9), Gmnm(2, Components = 6, Projections = 4), Loss(LossKind.MeanSquaredError)] internal partial class Two;
        [Network, Input(5), Gmnm(17, Components = 7), Loss(LossKind.CrossEntropy)] internal partial class ManyOutputs;
        [Network, Input(5), Gmnm(3, Components = 33, Projections = 2), Loss(LossKind.CrossEntropy)] internal partial class ManyComponents;
        """;

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new(Source, "Mixtures", forGpu: true));

    private static readonly IReadOnlyList<NetworkDeclaration> s_networks = [.. Parsed.Networks(Source)];

    /// <summary>Of several tiles of rows, the last of them not full.</summary>
    [SkippableTheory]
    [InlineData("Small", 1)]
    [InlineData("Wide", 1)]
    [InlineData("Two", 2)]
    [InlineData("ManyOutputs", 0)]
    [InlineData("ManyComponents", 0)]
    public void ResultsAreTheCpus(string name, int mixtures)
    {
        foreach (var program in (string[])["GpuInference", "GpuTraining"])
        {
            var source = s_assembly.Value.Sources[$"Mixtures.{name}.{program}.g.cs"];
            Assert.Equal(mixtures, source.Split("GpuMixture.Run(").Length - 1);
        }

        new GpuCheck(cuda.Device, cuda.Tolerance, s_networks.Single(network => network.Name == name), s_assembly.Value.Create(name)).Agrees(batch: 70);
    }
}
