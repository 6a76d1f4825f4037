namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Outputs of one run of a graph.</summary>
/// <param name="Prediction">[Batch, …]; null where the graph has none.</param>
/// <param name="Loss">The mean loss; null where the graph has none.</param>
/// <param name="Gradients">Gradient of the loss by parameter.</param>
internal sealed record GraphResults(double[]? Prediction, double? Loss, IReadOnlyDictionary<string, double[]> Gradients)
{
    /// <summary>Every output with its name.</summary>
    public IEnumerable<(string Name, double[] Values)> All() =>
        Gradients.Select(static gradient => (gradient.Key, gradient.Value))
            .Concat(Prediction is null ? [] : [("prediction", Prediction)])
            .Concat(Loss is null ? [] : [("loss", [Loss.Value])]);
}
