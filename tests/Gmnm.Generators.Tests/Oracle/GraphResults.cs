namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Outputs of one run of a graph.</summary>
/// <param name="Prediction">[Batch, …]; null where the graph has none.</param>
/// <param name="Loss">The mean loss; null where the graph has none.</param>
/// <param name="Gradients">Gradient of the loss by trainable parameter.</param>
/// <param name="States">Value after the step by state.</param>
internal sealed record GraphResults(
    double[]? Prediction,
    double? Loss,
    IReadOnlyDictionary<string, double[]> Gradients,
    IReadOnlyDictionary<string, double[]> States)
{
    /// <summary>Every output with its name.</summary>
    public IEnumerable<(string Name, double[] Values)> All() =>
        Gradients.Concat(States).Select(static tensor => (tensor.Key, tensor.Value))
            .Concat(Prediction is null ? [] : [("prediction", Prediction)])
            .Concat(Loss is null ? [] : [("loss", [Loss.Value])]);
}
