using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Tests.Harness;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>A network of which training leaves some layers as they are.</summary>
public sealed class FrozenLayerTests
{
    private static readonly NetworkDeclaration s_network = NetworkSource.Declare(
        "Partly",
        [5],
        Losses.Of(Declaration.LossKind.MeanSquaredError),
        Layer.Linear(9),
        Layer.Linear(6) with { Frozen = true },
        Layer.BatchNorm() with { Frozen = true },
        Layer.Activation(Activation.Tanh),
        Layer.BatchNorm(),
        Layer.Linear(2));

    private static readonly Lazy<GeneratedNetwork> s_generated = new(static () =>
    {
        string[] sources =
        [
            "namespace Declared;\n/// <summary>A test network.</summary>\npublic partial class Partly;",
            .. Compiler.Compile(s_network).Sources.Select(static source => source.Text),
        ];
        return GeneratedNetwork.Create(LoadedAssembly.Emit(GeneratorHarness.Compile(sources)).Type("Declared.Partly"));
    });

    [Fact]
    public void GeneratedCodeAgrees()
    {
        var check = new NetworkCheck(s_network, s_generated.Value, seed: 4);
        check.Predictions(1, 17);
        check.Training(5);
        check.Training(64);
        check.Allocations(5);
    }

    [Fact]
    public void TrainableParametersComeFirstAndFrozenOnesLast()
    {
        var info = s_generated.Value.Info;
        (string Name, ParameterKind Kind)[] expected =
        [
            ("linear1.weight", ParameterKind.Trainable), ("linear1.bias", ParameterKind.Trainable),
            ("batchNorm2.weight", ParameterKind.Trainable), ("batchNorm2.bias", ParameterKind.Trainable),
            ("linear3.weight", ParameterKind.Trainable), ("linear3.bias", ParameterKind.Trainable),
            ("batchNorm2.runningMean", ParameterKind.State), ("batchNorm2.runningVariance", ParameterKind.State),
            ("linear2.weight", ParameterKind.Frozen), ("linear2.bias", ParameterKind.Frozen),
            ("batchNorm1.weight", ParameterKind.Frozen), ("batchNorm1.bias", ParameterKind.Frozen),
            ("batchNorm1.runningMean", ParameterKind.Frozen), ("batchNorm1.runningVariance", ParameterKind.Frozen),
        ];
        Assert.Equal(
            expected.OrderBy(static parameter => parameter.Kind).ThenBy(static parameter => parameter.Name),
            info.Parameters.Select(static parameter => (parameter.Name, parameter.Kind)).OrderBy(static p => p.Kind).ThenBy(static p => p.Name));
        Assert.Equal(info.Parameters.Select(static parameter => parameter.Kind).Order(), info.Parameters.Select(static parameter => parameter.Kind));
        Assert.Equal(info.Parameters.First(static parameter => parameter.Kind == ParameterKind.State).Offset, info.TrainableLength);
        Assert.Equal((5 * 9) + 9 + (9 * 6) + 6 + 12 + 12 + 12 + 2, info.ParameterCount);
    }

    /// <summary>Through a frozen layer the gradient goes on, but there is none of its weights.</summary>
    [Fact]
    public void NoGradientOfFrozenWeightsIsComputed()
    {
        var graph = CompiledNetwork.Compile(s_network).Training!.Graph;
        var products = graph.Nodes.Where(static node => node.Op is MatMul { Form: MatMulForm.TransposedLeft });
        Assert.Equal(["linear1", "linear3"], products.Select(static node => s_network.Values[node.Layer].Name).Order());
    }
}
