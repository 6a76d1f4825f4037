using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph.Products;
using Gmnm.Generators.Tests.Networks;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>What is small, and how that is computed.</summary>
public sealed class SmallNetworkTests
{
    private static readonly NetworkDeclaration[] s_networks =
    [
        Declare("Perceptron", 16, Layer.Linear(32), Layer.Activation(Declaration.Activation.Relu), Layer.Linear(32), Layer.Activation(Declaration.Activation.Relu), Layer.Linear(4)),
        Declare("Narrow", 3, Layer.Linear(5), Layer.Activation(Declaration.Activation.Tanh), Layer.Linear(1)),
        Declare("Odd", 21, Layer.Linear(45), Layer.Activation(Declaration.Activation.Gelu), Layer.Linear(19), Layer.Softmax()),
        Declare("Mixture", 2, Layer.Gmnm(1, 16, 2)),
        Declare("Normalized", 12, Layer.Gmnm(16, 24, 2), Layer.LayerNorm(), Layer.Linear(3)),
    ];

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly(s_networks));

    public static TheoryData<string> Networks => [.. s_networks.Select(static network => network.Name)];

    [Theory]
    [InlineData(16, 32, "Direct")]
    [InlineData(64, 64, "Direct")]
    [InlineData(3, 1, "Direct")]
    [InlineData(32, 4, "Dot")]
    [InlineData(64, 10, "Dot")]
    [InlineData(64, 65, "Packed")]
    [InlineData(784, 10, "Packed")]
    public void TheKernelFollowsTheShape(int inputs, int outputs, string kernel) => Assert.Equal(
        kernel,
        Assert.Single(CompiledNetwork.Compile(Declare("Shape", inputs, Layer.Linear(outputs))).Inference.Plan.Groups.OfType<MatMulGroup>()).Kernel.ToString());

    [Fact]
    public void AStepOfASmallNetworkPacksNothing()
    {
        var training = CompiledNetwork.Compile(s_networks[0]).Training!;
        Assert.Equal(8, training.Plan.Groups.OfType<MatMulGroup>().Count());
        Assert.DoesNotContain(training.Plan.Groups.OfType<MatMulGroup>(), static group => group.Kernel == ProductKernel.Packed);
        Assert.Equal(0, training.Memory.ScratchPerRow);
    }

    [Theory]
    [InlineData(64, 64, 2, true)]
    [InlineData(64, 64, 4, true)]
    [InlineData(64, 64, 5, false)]
    [InlineData(64, 65, 2, false)]
    public void SmallGaussianLayersUnfold(int inputs, int components, int projections, bool unfolds)
    {
        var network = CompiledNetwork.Compile(Declare("Gaussians", inputs, Layer.Gmnm(3, components, projections)));
        Assert.Equal(unfolds, !network.Inference.Plan.Groups.OfType<GaussianGroup>().Any());
        Assert.Equal(unfolds, !network.Training!.Plan.Groups.OfType<GaussianGroup>().Any());
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void ASingleSampleOfASmallNetworkHasAMethod(string name) =>
        Assert.NotNull(CompiledNetwork.Compile(s_networks.Single(network => network.Name == name)).Inference.Single);

    [Fact]
    public void ASingleSampleOfALargerNetworkHasNone()
    {
        Assert.Null(Single(784, Layer.Linear(10)));
        Assert.Null(Single(64, Layer.Linear(64), Layer.Activation(Declaration.Activation.Relu), Layer.Linear(64), Layer.Activation(Declaration.Activation.Relu), Layer.Linear(64)));
        Assert.Null(Single(4, [.. Enumerable.Range(0, 9).Select(static _ => Layer.Linear(4))]));

        static object? Single(int inputs, params LayerDeclaration[] layers) =>
            CompiledNetwork.Compile(Declare("Larger", inputs, layers)).Inference.Single;
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void ASampleHasTheSameBitsAloneAndInABatch(string name)
    {
        const int Batch = 7;
        var network = GeneratedNetwork.Create(s_assembly.Value.Type(name));
        var declaration = s_networks.Single(declared => declared.Name == name);
        var bindings = NetworkData.Draw(declaration, Batch, seed: 1);
        network.Assign(bindings.Parameters);
        var input = GeneratedNetwork.Floats(bindings.Input);
        var together = new float[Batch * network.Info.OutputLength];
        network.Predict(input, together);
        for (var sample = 0; sample < Batch; sample++)
        {
            var alone = new float[network.Info.OutputLength];
            network.Predict(input.AsSpan(sample * network.Info.InputLength, network.Info.InputLength), alone);
            Assert.Equal(together[(sample * alone.Length)..((sample + 1) * alone.Length)], alone);
        }
    }

    private static NetworkDeclaration Declare(string name, int inputs, params LayerDeclaration[] layers) =>
        NetworkSource.Declare(name, [inputs], Losses.Of(Declaration.LossKind.MeanSquaredError), layers);
}
