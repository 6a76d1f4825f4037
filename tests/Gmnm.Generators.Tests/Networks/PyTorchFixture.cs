using System.Text.Json;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>A network in C# that PyTorch computed in double precision: one case of a file in <c>tests/fixtures</c>.</summary>
/// <param name="ClassName">Its class.</param>
/// <param name="Source">The class as a user writes it.</param>
/// <param name="Bindings">Input, target, parameters and states.</param>
/// <param name="Results">Prediction, training loss, its gradients, and what the step makes of the states.</param>
/// <param name="PredictionLoss">Loss of the prediction.</param>
/// <param name="InputGradient">Gradient of the training loss with respect to the input.</param>
internal sealed record PyTorchFixture(
    string ClassName,
    string Source,
    Bindings Bindings,
    GraphResults Results,
    double PredictionLoss,
    double[] InputGradient)
{
    public static PyTorchFixture Parse(JsonElement entry)
    {
        var className = string.Concat(entry.GetProperty("name").GetString()!.Where(char.IsLetterOrDigit)) + "Network";
        var attributes = entry.GetProperty("attributes").GetString();
        var body = entry.TryGetProperty("body", out var written) ? written.GetString() : ";";
        return new(
            className,
            $"\n/// <summary>A test network.</summary>\n[Network] {attributes}\npublic partial class {className} {body}\n",
            new Bindings(
                entry.GetProperty("batch").GetInt32(),
                Numbers(entry.GetProperty("input")),
                Numbers(entry.GetProperty("target")),
                ByName(entry, "parameters")),
            new GraphResults(
                Numbers(entry.GetProperty("output")),
                entry.GetProperty("trainingLoss").GetDouble(),
                ByName(entry, "gradients"),
                ByName(entry, "states")),
            entry.GetProperty("predictionLoss").GetDouble(),
            Numbers(entry.GetProperty("inputGradient")));
    }

    /// <summary>Tensors by name; none where the property is absent.</summary>
    private static Dictionary<string, double[]> ByName(JsonElement entry, string property) =>
        entry.TryGetProperty(property, out var tensors)
            ? tensors.EnumerateObject().ToDictionary(static tensor => tensor.Name, static tensor => Numbers(tensor.Value))
            : [];

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(static number => number.GetDouble())];
}
