using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Harness;
using Gmnm.Generators.Tests.Parsing;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Networks declared as graphs: generated code against the interpreter.</summary>
public sealed class GraphNetworkTests
{
    private static readonly Lazy<LoadedAssembly> s_assembly = new(static () => GeneratorHarness.Run(GraphNetworks.Source).Load());

    private static readonly Lazy<IReadOnlyList<NetworkDeclaration>> s_networks = new(static () => Parsed.Networks(GraphNetworks.Source));

    private static readonly string[] s_names =
        ["SharedWeights", "SeveralInputsAndOutputs", "SelfAttention", "RepeatedBlocks", "SharedBlocks", "Recurrence", "Words"];

    public static TheoryData<string> Networks => [.. s_names];

    [Fact]
    public void EveryNetworkIsTested() =>
        Assert.Equal(s_networks.Value.Select(static network => network.Name).Order(), s_names.Order());

    [Theory]
    [MemberData(nameof(Networks))]
    public void PredictionsAgree(string name) => Check(name).Predictions(1, 3, 17);

    [Theory]
    [MemberData(nameof(Networks))]
    public void LossesAgree(string name) => Check(name).Loss(5);

    [Theory]
    [MemberData(nameof(Networks))]
    public void TrainingAgrees(string name)
    {
        Check(name).Training(1);
        Check(name).Training(7);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void NothingIsAllocated(string name) => Check(name).Allocations(4);

    [Fact]
    public void ParametersHaveReadableNames()
    {
        var info = Create("RepeatedBlocks").Info;
        Assert.Equal(
            ["linear1.bias", "linear1.weight", "stages.0.linear1.bias", "stages.0.linear1.weight", "stages.0.scaled.weight.weight"],
            info.Parameters.Select(static parameter => parameter.Name).Where(static name => !name.Contains(".1.", StringComparison.Ordinal) && !name.Contains(".2.", StringComparison.Ordinal)).Order());
        Assert.Equal(11, info.Parameters.Length);
        Assert.NotNull(s_assembly.Value.Type("Declared.SharedWeights").GetProperty("HeadParameters"));
        Assert.NotNull(s_assembly.Value.Type("Declared.RepeatedBlocks").GetProperty("Stages2ScaledWeight"));
    }

    [Fact]
    public void SharedBlocksHaveTheirWeightsOnce() => Assert.Equal(
        ["fixed.linear1.bias", "fixed.linear1.weight", "fixed.scaled.weight.weight", "stages.linear1.bias", "stages.linear1.weight", "stages.scaled.weight.weight"],
        Create("SharedBlocks").Info.Parameters.Select(static parameter => parameter.Name).Order());

    private static GeneratedNetwork Create(string name) => GeneratedNetwork.Create(s_assembly.Value.Type("Declared." + name));

    private static NetworkCheck Check(string name) =>
        new(s_networks.Value.Single(network => network.Name == name), Create(name), seed: name.Length);
}
