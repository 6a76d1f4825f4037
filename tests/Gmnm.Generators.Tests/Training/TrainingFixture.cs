using System.Text.Json;

namespace Gmnm.Generators.Tests.Training;

/// <summary>A training that PyTorch ran in double precision: one case of <c>tests/fixtures/training.json</c>.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Attributes">The network.</param>
/// <param name="Optimizer">AdamW or Sgd, with the options of the script.</param>
/// <param name="Start">Parameters and states before the first step.</param>
/// <param name="Steps">Batch and loss of each step.</param>
/// <param name="End">Parameters and states after the last step.</param>
/// <param name="Input">Samples to predict then.</param>
/// <param name="Output">Their prediction.</param>
internal sealed record TrainingFixture(
    string Name,
    string Attributes,
    string Optimizer,
    IReadOnlyDictionary<string, double[]> Start,
    IReadOnlyList<TrainingFixture.Step> Steps,
    IReadOnlyDictionary<string, double[]> End,
    double[] Input,
    double[] Output)
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static IReadOnlyList<TrainingFixture> All { get; } = JsonSerializer.Deserialize<TrainingFixture[]>(
        File.ReadAllText(RepositoryFiles.At("tests", "fixtures", "training.json")), s_options)!;

    public Optimizer CreateOptimizer() =>
        Optimizer == "AdamW" ? new AdamW(0.01) : new Sgd(0.05, momentum: 0.9, weightDecay: 0.1);

    internal sealed record Step(double[] Input, double[] Target, double Loss);
}
