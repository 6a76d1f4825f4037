using Gmnm.Generators.Declaration;
using Gmnm.Generators.Differentiation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Lowering;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>The graph and its interpreter against PyTorch, both in double precision.</summary>
public sealed class PyTorchTests
{
    private const double Tolerance = 1e-6;

    public static TheoryData<int> Fixtures => [.. Enumerable.Range(0, PyTorchFixture.All.Count)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void GraphsAgree(int number)
    {
        var (network, bindings, expected, inputGradient) = PyTorchFixture.All[number];
        var prediction = Interpreter.Run(NetworkLowering.Inference(network), bindings).Prediction!;
        OracleAssert.Close($"{network.Name}, output", prediction, expected.Prediction!, Tolerance);

        var training = Interpreter.Run(
            ReverseMode.Differentiate(WithInputGradient(NetworkLowering.Training(network, network.Loss!))),
            bindings with { Parameters = new Dictionary<string, double[]>(bindings.Parameters) { ["input"] = bindings.Input } });
        OracleAssert.Close($"{network.Name}, loss", [training.Loss!.Value], [expected.Loss!.Value], Tolerance);
        OracleAssert.Close($"{network.Name}, input", training.Gradients["input"], inputGradient, Tolerance);
        Assert.Equal(expected.Gradients.Count + 1, training.Gradients.Count);
        foreach (var (name, gradient) in expected.Gradients)
        {
            OracleAssert.Close($"{network.Name}, {name}", training.Gradients[name], gradient, Tolerance);
        }
    }

    /// <summary>Every kind of layer but dropout, whose masks are not PyTorch's, and every loss.</summary>
    [Fact]
    public void EveryKindHasAFixture()
    {
        var layers = PyTorchFixture.All.SelectMany(static fixture => fixture.Network.Layers).Select(NetworkSource.Kind);
        Assert.Equal(Layer.EveryKind().Select(NetworkSource.Kind).Distinct().Except(["Dropout"]).Order(), layers.Distinct().Order());
        Assert.Equal(
            Enum.GetValues<Declaration.LossKind>(),
            PyTorchFixture.All.Select(static fixture => ((StandardLoss)fixture.Network.Loss!).Kind).Distinct().Order());
    }

    /// <summary>The same graph with the input as one more parameter.</summary>
    private static ComputationGraph WithInputGradient(ComputationGraph graph) => GraphRewriter.Rewrite(
        graph,
        static (builder, node, _) => node.Op is Input
            ? builder.Add(new Parameter("input", node.Shape, ParameterStart.Constant(0)))
            : null);
}
