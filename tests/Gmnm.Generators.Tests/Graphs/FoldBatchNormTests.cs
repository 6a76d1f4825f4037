using Gmnm.Generators.Compilation;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Lowering;
using Gmnm.Generators.Passes;
using Gmnm.Generators.Shapes;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>Predictions with the normalisation in the weights.</summary>
public sealed class FoldBatchNormTests
{
    private const int Batch = 4;

    /// <summary>Networks with the number of their products.</summary>
    public static TheoryData<string, int> Folded => new()
    {
        { "[Network, Input(5), Linear(7), BatchNorm]", 1 },
        { "[Network, Input(5), Linear(7, Bias = false), BatchNorm(Affine = false)]", 1 },
        { "[Network, Input(5), Linear(7), BatchNorm, Relu, Linear(3), BatchNorm]", 2 },
        { "[Network, Input(5), Linear(7), BatchNorm, BatchNorm(Epsilon = 0.1)]", 1 },
    };

    [Theory]
    [MemberData(nameof(Folded))]
    public void PredictionsOnlyMultiplyByTheWeights(string attributes, int products)
    {
        var network = Parsing.Parsed.Network(attributes + " public partial class Net;");
        var program = CompiledNetwork.Compile(network).Inference;
        var groups = program.Plan.Groups.Where((_, index) => !program.Prepared[index]).ToArray();
        Assert.Equal(products, groups.Length);
        Assert.All(groups, group =>
        {
            Assert.IsType<MatMulGroup>(group);
            Assert.All(group.Nodes, id => Assert.True(program.Graph[id].Op is MatMul or Add or Relu, program.Graph[id].Op.ToString()));
        });
        AssertKept(NetworkLowering.Inference(network), NetworkData.Draw(network, Batch, seed: 1));
    }

    public static TheoryData<string> FoldedConvolutions =>
    [
        "[Network, Input(2, 5, 6), Conv2d(3), BatchNorm]",
        "[Network, Input(4, 5, 6), Conv2d(6, Groups = 2, Stride = 2, Same = true, Bias = false), BatchNorm]",
        "[Network, Input(3, 5, 6), DepthwiseConv2d(Multiplier = 2), BatchNorm(Affine = false)]",
        "[Network, Input(2, 9), Conv1d(3, Causal = true), BatchNorm]",
        "[Network, Input(2, 4, 4), ConvTranspose2d(3, Stride = 2), BatchNorm]",
        "[Network, Input(4, 4, 4), ConvTranspose2d(6, Kernel = 3, Groups = 2, Bias = false), BatchNorm]",
        "[Network, Input(2, 5, 6), Conv2d(3), BatchNorm, Flatten, Linear(4), BatchNorm]",
        "[Network, Input(1, 4, 4), Conv2d(1), BatchNorm, Relu]",
    ];

    /// <summary>What is left for the samples: convolutions and products, a sum with the bias, and activations.</summary>
    [Theory]
    [MemberData(nameof(FoldedConvolutions))]
    public void ConvolutionsHaveTheScaleInTheirWeights(string attributes)
    {
        var network = Parsing.Parsed.Network(attributes + " public partial class Net;");
        var program = CompiledNetwork.Compile(network).Inference;
        var sampled = program.Plan.Groups.Where((_, index) => !program.Prepared[index])
            .SelectMany(static group => group.Nodes).Select(id => program.Graph[id].Op).ToArray();
        Assert.All(sampled, static op => Assert.True(
            op is Convolution or ConvolutionInputGradient or MatMul or Add or Relu, op.ToString()));
        Assert.Equal(network.Layers.Count(static layer => layer is Declaration.BatchNormLayer), sampled.Count(static op => op is Add));
        AssertKept(NetworkLowering.Inference(network), NetworkData.Draw(network, Batch, seed: 2));
    }

    /// <summary>The channel of a sequence is its step, not the feature that the weights belong to.</summary>
    [Fact]
    public void ANormalisationAlongAnotherAxisIsNotFolded()
    {
        var network = NetworkSource.Declare("Sequence", [3, 5], null, Layer.Linear(3), Layer.BatchNorm());
        var graph = NetworkLowering.Inference(network);
        AssertUnchanged(graph);
    }

    /// <summary>A product that something else reads too would be computed twice.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AProductWithAnotherReaderIsNotFolded(bool isOutput)
    {
        var graph = new GraphBuilder();
        Node Parameter(string name, params int[] sizes) => graph.Add(new Parameter(name, Shape.Of(sizes), ParameterStart.Normal(1)));
        var product = graph.Add(new MatMul(MatMulForm.TransposedRight), graph.Add(new Input(Shape.OfBatch(5))), Parameter("w", 7, 5));
        var scaled = graph.Add(new Multiply(), graph.Add(new Add(), product, Parameter("b", 7)), Parameter("s", 7));
        var result = isOutput ? product : graph.Add(new Add(), scaled, product);
        var built = graph.Build([new(OutputKind.Prediction, "", scaled.Id), new(OutputKind.StateUpdate, "b", result.Id)]);
        AssertUnchanged(built);
    }

    [Fact]
    public void ANumberIsNotFolded()
    {
        var graph = new GraphBuilder();
        var weights = graph.Add(new Parameter("w", Shape.Of(7, 5), ParameterStart.Normal(1)));
        var product = graph.Add(new MatMul(MatMulForm.TransposedRight), graph.Add(new Input(Shape.OfBatch(5))), weights);
        var built = graph.Build([new(OutputKind.Prediction, "", graph.Scale(product, 2).Id)]);
        AssertUnchanged(built);
    }

    /// <summary>Offsets before and after, the product on the right of a sum, and a last one that is not by channel.</summary>
    [Fact]
    public void APlainProductIsFolded()
    {
        var graph = new GraphBuilder();
        Node Parameter(string name, params int[] sizes) => graph.Add(new Parameter(name, Shape.Of(sizes), ParameterStart.Normal(1)));
        var product = graph.Add(new MatMul(MatMulForm.Plain), graph.Add(new Input(Shape.OfBatch(2, 5))), Parameter("w", 5, 7));
        var shifted = graph.Add(new Subtract(), graph.Add(new Add(), Parameter("b", 7), product), Parameter("m", 7));
        var scaled = graph.Add(new Multiply(), Parameter("s", 1, 7), shifted);
        var built = graph.Build([new(OutputKind.Prediction, "", graph.Add(new Add(), scaled, Parameter("c", 2, 1)).Id)]);
        var random = new Random(3);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
        var bindings = new Bindings(Batch, Draw(Batch * 10), [], new Dictionary<string, double[]>
        {
            ["w"] = Draw(35), ["b"] = Draw(7), ["m"] = Draw(7), ["s"] = Draw(7), ["c"] = Draw(2),
        });
        AssertKept(built, bindings);
        var folded = RemoveDeadNodes.Run(FoldBatchNorm.Run(built));
        Assert.DoesNotContain(folded.Nodes, static node => node.Op is Multiply && node.Shape.IsBatched);
    }

    /// <summary>A changed state, as a training step leaves it, is in the next prediction.</summary>
    [Fact]
    public void AChangeOfTheParametersIsFoldedAgain()
    {
        var network = NetworkSource.Declare(
            "Refreshed", [5], Losses.Of(Declaration.LossKind.MeanSquaredError), Layer.Linear(7), Layer.BatchNorm());
        var generated = new GeneratedAssembly([network]).Create("Refreshed");
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var bindings = NetworkData.Draw(network, Batch, seed);
            generated.Assign(bindings.Parameters);
            var output = new float[Batch * 7];
            generated.Predict(GeneratedNetwork.Floats(bindings.Input), output);
            var expected = Interpreter.Run(NetworkLowering.Inference(network), bindings).Prediction!;
            OracleAssert.Close($"prediction {seed}", GeneratedNetwork.Doubles(output), expected, 1e-6);
        }
    }

    private static void AssertUnchanged(ComputationGraph graph) =>
        Assert.Equal(RemoveDeadNodes.Run(graph).Dump(), RemoveDeadNodes.Run(FoldBatchNorm.Run(graph)).Dump());

    private static void AssertKept(ComputationGraph graph, Bindings bindings)
    {
        var folded = FoldBatchNorm.Run(graph);
        GraphVerifier.Verify(folded);
        Assert.NotEqual(graph.Dump(), folded.Dump());
        var expected = Interpreter.Run(graph, bindings).Prediction!;
        OracleAssert.Close("prediction", Interpreter.Run(folded, bindings).Prediction!, expected, 1e-12);
    }
}
