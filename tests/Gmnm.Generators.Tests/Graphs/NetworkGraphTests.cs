using Gmnm.Generators.Declaration;
using Gmnm.Generators.Differentiation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Lowering;
using Gmnm.Generators.Model;
using Gmnm.Generators.Passes;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Oracle;
using Gmnm.Generators.Tests.RandomNetworks;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>Graphs of whole networks, in double precision: gradients against central differences, passes against themselves.</summary>
public sealed class NetworkGraphTests
{
    private const int Batch = 3;

    /// <summary>Every kind of layer between two others, with every loss; then every kind as the first and the last layer.</summary>
    private static readonly NetworkDeclaration[] s_networks =
    [
        .. Layer.EveryKind().SelectMany(static layer => Losses.All.Select(loss => NetworkSource.Declare(
            "Between", [2, 3], loss, Layer.Linear(4), layer, Layer.Flatten(), Layer.Linear(4)))),
        .. Layer.EveryKind().Select(static layer => NetworkSource.Declare(
            "Alone", [2, 4], Losses.Of(Declaration.LossKind.MeanSquaredError), layer)),
        NetworkSource.Declare(
            "Twice", [3], Losses.Of(Declaration.LossKind.Huber), Layer.Linear(4), Layer.Dropout(0.3), Layer.Linear(4), Layer.Dropout(0.3)),
        NetworkSource.Declare("Nothing", [3], Losses.Of(Declaration.LossKind.MeanSquaredError)),
        NetworkSource.Declare("ReshapedInput", [6], Losses.Of(Declaration.LossKind.MeanSquaredError), Layer.Reshape(2, 3)),
    ];

    public static TheoryData<int> Networks => [.. Enumerable.Range(0, s_networks.Length)];

    public static TheoryData<int> RandomSeeds => [.. Enumerable.Range(0, 200)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void GradientsAreCentralDifferences(int number)
    {
        var network = s_networks[number];
        var loss = NetworkLowering.Training(network, network.Loss!);
        var bindings = Enumerable.Range(0, 100)
            .Select(attempt => NetworkData.Draw(network, Batch, seed: number + (1000 * attempt)))
            .First(bindings => Kinks.Distance(loss, bindings) > 2e-3);
        var results = Interpreter.Run(ReverseMode.Differentiate(loss), bindings);
        var (gradients, states) = (results.Gradients, results.States);
        Assert.Equal(bindings.Parameters.Keys.Order(), gradients.Keys.Concat(states.Keys).Order());
        foreach (var (name, values) in bindings.Parameters.Where(parameter => !states.ContainsKey(parameter.Key)))
        {
            var expected = FiniteDifferences.Gradient(() => Interpreter.Run(loss, bindings).Loss!.Value, values);
            OracleAssert.Close(Title(network, name), gradients[name], expected, 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(RandomSeeds))]
    public void PassesKeepTheMeaningOfRandomNetworks(int seed) => AssertKept(RandomNetwork.Declare(seed), seed);

    [Theory]
    [MemberData(nameof(Networks))]
    public void PassesKeepTheMeaning(int number) => AssertKept(s_networks[number], number);

    /// <summary>The loss of a prediction is the loss of the network that predicts it, unless training computes another: dropout, statistics of the batch.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void TheLossOfAPredictionIsTheNetworks(int number)
    {
        var network = s_networks[number];
        var bindings = NetworkData.Draw(network, Batch, seed: number);
        var alike = network with
        {
            Layers = network.Layers.Select(static layer => layer switch
            {
                DropoutLayer dropout => dropout with { Rate = 0 },
                BatchNormLayer norm => norm with { Frozen = true },
                _ => layer,
            }).ToEquatableArray(),
        };
        var prediction = Interpreter.Run(NetworkLowering.Inference(network), bindings).Prediction!;
        var loss = Interpreter.Run(NetworkLowering.Loss(network, network.Loss!), bindings with { Input = prediction }).Loss;
        var expected = Interpreter.Run(NetworkLowering.Training(alike, network.Loss!), bindings).Loss;
        OracleAssert.Close(Title(network, "loss"), [loss!.Value], [expected!.Value], 1e-12);
    }

    private static void AssertKept(NetworkDeclaration network, int seed)
    {
        var bindings = NetworkData.Draw(network, Batch, seed);
        var training = ReverseMode.Differentiate(NetworkLowering.Training(network, network.Loss!));
        AssertKept(network, bindings, training, Pipeline.Training);
        AssertKept(network, bindings, NetworkLowering.Inference(network), Pipeline.Inference);
    }

    private static void AssertKept(
        NetworkDeclaration network,
        Bindings bindings,
        ComputationGraph graph,
        Func<ComputationGraph, Action<ComputationGraph>?, ComputationGraph> pipeline)
    {
        GraphVerifier.Verify(graph);
        var expected = Interpreter.Run(graph, bindings).All().ToArray();
        var passes = 0;
        pipeline(graph, result =>
        {
            passes++;
            GraphVerifier.Verify(result);
            var actual = Interpreter.Run(result, bindings).All().ToDictionary(static output => output.Name, static output => output.Values);
            Assert.Equal(expected.Length, actual.Count);
            Assert.All(expected, output => OracleAssert.Close(
                Title(network, $"{output.Name} after pass {passes}"), actual[output.Name], output.Values, 1e-12));
        });
        Assert.NotEqual(0, passes);
    }

    private static string Title(NetworkDeclaration network, string what) => $"{NetworkSource.Write([network])}{what}";
}
