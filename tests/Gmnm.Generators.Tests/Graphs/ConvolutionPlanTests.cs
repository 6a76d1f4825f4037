using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Parsing;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>What convolutions cost, and what happens in their registers.</summary>
public sealed class ConvolutionPlanTests
{
    /// <summary>Counted by hand: outputs times what a filter sees.</summary>
    [Fact]
    public void GroupsAndChannelsByThemselvesCostWhatTheirFiltersSee()
    {
        Assert.Equal(8 * 6 * 6 * 4 * 9, Cost([4, 8, 8], WindowLayer.Conv2d(8)));
        Assert.Equal(8 * 6 * 6 * 2 * 9, Cost([4, 8, 8], WindowLayer.Conv2d(8, groups: 2)));
        Assert.Equal(4 * 4 * 4 * 9, Cost([4, 8, 8], WindowLayer.DepthwiseConv2d(WindowLayer.Window(stride: 2, padding: 1))));
        Assert.Equal(12 * 6 * 6 * 9, Cost([4, 8, 8], WindowLayer.DepthwiseConv2d(multiplier: 3)));
        Assert.Equal(5 * 8 * 4 * 3, Cost([4, 8], WindowLayer.Conv1d(5, causal: true)));
        Assert.Equal(4 * 8 * 8 * 3 * 4, Cost([4, 8, 8], WindowLayer.ConvTranspose2d(6, stride: 2, groups: 2)));
        Assert.Equal((6 * 6 * 36 * 10 * 2) + (6 * 6 * 10 * 3), Cost([4, 8, 8], WindowLayer.GmnmConv2d(3, 10, 2)));
    }

    /// <summary>The keyword-spotting network of MLPerf Tiny: 2,656,768 multiply-accumulates.</summary>
    [Fact]
    public void ADepthwiseSeparableNetworkCostsWhatIsPublished()
    {
        var block = new[] { WindowLayer.DepthwiseConv2d(WindowLayer.Window(same: true)), WindowLayer.Conv2d(64, WindowLayer.Window(1)) };
        var network = NetworkSource.Declare(
            "DepthwiseSeparable", [1, 49, 10], Losses.Of(Declaration.LossKind.CrossEntropy),
            [
                WindowLayer.Conv2d(64, new(10, 4, 2, 2, 0, 0, Same: true, 1)), .. block, .. block, .. block, .. block,
                WindowLayer.GlobalAvgPool(), Layer.Linear(12),
            ]);
        var compiled = CompiledNetwork.Compile(network);
        Assert.Equal([64, 25, 5], compiled.Values[0].Shape.Sizes);
        Assert.Equal(2_656_768, compiled.Values.Sum(static value => value.MultiplyAccumulates));
    }

    [Fact]
    public void BiasAndActivationHappenInRegisters()
    {
        var groups = Groups("Input(2, 6, 6), Conv2d(4), Relu, Conv2d(3, Bias = false), Silu");
        Assert.Equal(2, groups.Length);
        Assert.All(groups, static group => Assert.IsType<ConvolutionGroup>(group));
    }

    /// <summary>Where the greater of two stays the greater, the greatest sum of each window is all that goes on.</summary>
    [Theory]
    [InlineData("Conv2d(16), Relu, MaxPool2d(2)", true)]
    [InlineData("Conv2d(32), BatchNorm, LeakyRelu, MaxPool2d(2)", true)]
    [InlineData("Conv2d(16), Gelu, MaxPool2d(2)", false)]
    [InlineData("Conv2d(16), Relu, MaxPool2d(3)", false)]
    [InlineData("Conv2d(12), Relu, MaxPool2d(2)", false)]
    public void PoolingTakesSums(string attributes, bool pools)
    {
        var network = CompiledNetwork.Compile(Parsed.Network(
            $"[Network, Input(2, 6, 6), {attributes}, Flatten, Linear(2), Loss(LossKind.MeanSquaredError)] public partial class Net;"));
        Assert.Equal(pools, network.Inference.Graph.Nodes.Any(static node => node.Op is PooledConvolution));
    }

    /// <summary>The gradient reads where the greatest was; the image before the pooling is not in memory.</summary>
    [Fact]
    public void TrainingKeepsThePlacesOfThePooling()
    {
        var training = CompiledNetwork.Compile(Parsed.Network(
            "[Network, Input(2, 6, 6), Conv2d(16), Relu, MaxPool2d(2), Flatten, Linear(2), Loss(LossKind.MeanSquaredError)] public partial class Net;")).Training!;
        Assert.Single(training.Plan.Groups.OfType<ConvolutionGroup>());
        Assert.Single(training.Graph.Nodes, static node => node.Op is PlaceGradient);
        Assert.DoesNotContain(training.Graph.Nodes, static node => node.Op is Relu && node.Shape.Sizes[2] == 4);
    }

    /// <summary>Scale and shift of a prediction go into weight and bias, which are computed when the parameters change.</summary>
    [Fact]
    public void BatchNormFoldsIntoTheConvolutionBeforeIt()
    {
        var program = CompiledNetwork.Compile(Parsed.Network(
            "[Network, Input(2, 6, 6), Conv2d(4), BatchNorm, Relu] public partial class Net;")).Inference;
        var running = program.Plan.Groups.Where((_, index) => !program.Prepared[index]);
        Assert.IsType<ConvolutionGroup>(Assert.Single(running));
    }

    private static long Cost(int[] input, LayerDeclaration layer) => CompiledNetwork
        .Compile(NetworkSource.Declare("Cost", input, null, layer)).Values.Sum(static value => value.MultiplyAccumulates);

    private static FusedGroup[] Groups(string attributes) =>
        [.. CompiledNetwork.Compile(Parsed.Network($"[Network, {attributes}] public partial class Net;")).Inference.Plan.Groups];
}
