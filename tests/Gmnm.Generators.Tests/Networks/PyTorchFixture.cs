using System.Text.Json;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>A network that PyTorch computed in double precision: one entry of <c>tests/fixtures/layers.json</c>.</summary>
/// <param name="Network">The network.</param>
/// <param name="Bindings">Its input, target and parameters.</param>
/// <param name="Results">Its output, loss and gradients.</param>
/// <param name="InputGradient">Gradient of the loss with respect to the input.</param>
internal sealed record PyTorchFixture(NetworkDeclaration Network, Bindings Bindings, GraphResults Results, double[] InputGradient)
{
    public static IReadOnlyList<PyTorchFixture> All { get; } = Read();

    private static PyTorchFixture[] Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.At("tests", "fixtures", "layers.json")));
        return [.. file.RootElement.EnumerateArray().Select(Parse)];
    }

    private static PyTorchFixture Parse(JsonElement entry)
    {
        var name = string.Concat(entry.GetProperty("name").GetString()!.Where(char.IsLetterOrDigit));
        var network = NetworkSource.Declare(
            $"Fixture{name}",
            [.. entry.GetProperty("inputShape").EnumerateArray().Select(static size => size.GetInt32())],
            Loss(entry.GetProperty("loss")),
            entry.GetProperty("layers").EnumerateArray().Select(ParseLayer));
        return new PyTorchFixture(
            network,
            new Bindings(
                entry.GetProperty("batch").GetInt32(),
                Numbers(entry.GetProperty("input")),
                Numbers(entry.GetProperty("target")),
                ByName(entry.GetProperty("parameters"))),
            new GraphResults(
                Numbers(entry.GetProperty("output")), entry.GetProperty("lossValue").GetDouble(), ByName(entry.GetProperty("gradients"))),
            Numbers(entry.GetProperty("inputGradient")));
    }

    private static LayerDeclaration ParseLayer(JsonElement layer)
    {
        int Integer(string name, int otherwise = 1) => layer.TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;
        double Number(string name, double otherwise) => layer.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
        bool Flag(string name) => !layer.TryGetProperty(name, out var value) || value.GetBoolean();
        var kind = layer.GetProperty("kind").GetString()!;
        return kind switch
        {
            "Linear" => Layer.Linear(Integer("units"), Flag("bias")),
            "Gmnm" => Layer.Gmnm(
                Integer("units"),
                Integer("components"),
                Integer("projections"),
                Enum.Parse<Declaration.Aggregation>(layer.GetProperty("aggregation").GetString()!),
                Flag("bias")),
            "LayerNorm" => Layer.LayerNorm(Number("epsilon", 1e-5), Flag("affine")),
            "Softmax" => Layer.Softmax(),
            "Flatten" => Layer.Flatten(),
            "Reshape" => Layer.Reshape([.. layer.GetProperty("shape").EnumerateArray().Select(static size => size.GetInt32())]),
            _ => Layer.Activation(Enum.Parse<Activation>(kind), Number("slope", 0.01)),
        };
    }

    private static StandardLoss Loss(JsonElement loss) => Losses.Of(
        Enum.Parse<Declaration.LossKind>(loss.GetProperty("kind").GetString()!),
        loss.TryGetProperty("labelSmoothing", out var smoothing) ? smoothing.GetDouble() : 0,
        loss.TryGetProperty("delta", out var delta) ? delta.GetDouble() : 1);

    private static Dictionary<string, double[]> ByName(JsonElement tensors) =>
        tensors.EnumerateObject().ToDictionary(static tensor => tensor.Name, static tensor => Numbers(tensor.Value));

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(static number => number.GetDouble())];
}
