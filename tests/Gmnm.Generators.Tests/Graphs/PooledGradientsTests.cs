using Gmnm.Generators.Compilation;
using Gmnm.Generators.Differentiation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Lowering;
using Gmnm.Generators.Passes;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Oracle;
using Gmnm.Generators.Tests.Parsing;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>Gradients through max pooling, worked on before they are spread over the image.</summary>
public sealed class PooledGradientsTests
{
    private const string Tail = ", Flatten, Linear(3), Loss(LossKind.MeanSquaredError)] public partial class Net;";

    public static TheoryData<string> Pooled =>
    [
        "[Network, Input(2, 6, 6), Conv2d(3), Relu, MaxPool2d(2)",
        "[Network, Input(2, 6, 6), Conv2d(3), Sigmoid, MaxPool2d(2)",
        "[Network, Input(2, 9, 7), Conv2d(3), Tanh, MaxPool2d(3, Stride = 2)",
        "[Network, Input(2, 6, 6), Conv2d(3), Relu, MaxPool2d(3, Padding = 1)",
        "[Network, Input(2, 6, 6), Conv2d(3), Relu, MaxPool2d(2), Conv2d(4, Padding = 1), Relu, MaxPool2d(2)",
    ];

    [Theory]
    [MemberData(nameof(Pooled))]
    public void TheDerivativeOfTheActivationIsTakenOfTheResult(string attributes)
    {
        var network = Parsed.Network(attributes + Tail);
        var graph = ReverseMode.Differentiate(NetworkLowering.Training(network, network.Loss!));
        var rewritten = RemoveDeadNodes.Run(PooledGradients.Run(graph));
        GraphVerifier.Verify(rewritten);
        Assert.NotEqual(0, Products(RemoveDeadNodes.Run(graph)));
        Assert.Equal(0, Products(rewritten));
        var bindings = NetworkData.Draw(network, 3, seed: 1);
        var expected = Interpreter.Run(graph, bindings).All().ToArray();
        var actual = Interpreter.Run(rewritten, bindings).All().ToDictionary(static output => output.Name, static output => output.Values);
        Assert.All(expected, output => OracleAssert.Close(output.Name, actual[output.Name], output.Values, 1e-12));
    }

    /// <summary>Derivatives that are functions of what the activation was given.</summary>
    [Theory]
    [InlineData("Silu")]
    [InlineData("LeakyRelu")]
    public void AFunctionOfAnythingElseStays(string activation)
    {
        var network = Parsed.Network($"[Network, Input(2, 6, 6), Conv2d(3), {activation}, MaxPool2d(2)" + Tail);
        var graph = RemoveDeadNodes.Run(ReverseMode.Differentiate(NetworkLowering.Training(network, network.Loss!)));
        Assert.Equal(Products(graph), Products(RemoveDeadNodes.Run(PooledGradients.Run(graph))));
    }

    /// <summary>A bias's gradient adds up the pooled gradient, where no window could see nothing but padding.</summary>
    [Theory]
    [InlineData("MaxPool2d(2)", true)]
    [InlineData("MaxPool2d(3, Padding = 1)", false)]
    public void SumsOverTheImageAreSumsOverTheWindows(string pooling, bool pooled)
    {
        var program = CompiledNetwork.Compile(Parsed.Network($"[Network, Input(2, 6, 6), Conv2d(3), Relu, {pooling}" + Tail)).Training!;
        var summed = program.Graph.Nodes.Where(static node => node.Op is Sum { Axis: 2 } && node.Shape.Rank == 3)
            .Select(node => program.Graph[program.Graph.Root(node.Inputs[0])].Op);
        Assert.Equal(!pooled, summed.Any(static op => op is MaxPoolGradient));
    }

    /// <summary>Products of gradients through a pooling and of something of their size.</summary>
    private static int Products(ComputationGraph graph) => graph.Nodes.Count(node =>
        node.Op is Multiply && graph.InputsOf(node).Any(static input => input.Op is MaxPoolGradient));
}
