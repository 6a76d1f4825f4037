using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Tests.Parsing;

public class LayerParserTests
{
    [Fact]
    public void AttributesOfOneListKeepTheirOrder()
    {
        var network = Parsed.Network("[Network, Input(8), Linear(32), Relu, Linear(10)] public partial class Net;");
        Assert.Equal(
            new LayerDeclaration[]
            {
                new LinearLayer("linear1", 32, Bias: true),
                new ActivationLayer("relu1", Activation.Relu, 0),
                new LinearLayer("linear2", 10, Bias: true),
            },
            network.Layers.Items);
        Assert.Equal(8, Assert.Single(Assert.Single(network.Inputs).Shape));
        Assert.Null(network.Loss);
    }

    [Fact]
    public void GmnmTakesItsOptions()
    {
        var layer = Parsed.Layer("Gmnm(5, Components = 7, Projections = 3, Aggregation = Aggregation.Quadratic, Bias = false, Name = \"mix\")");
        Assert.Equal(new GmnmLayer("mix", 5, 7, 3, Gmnm.Generators.Declaration.Aggregation.Quadratic, Bias: false), layer);
    }

    [Fact]
    public void GmnmHasDefaults() =>
        Assert.Equal(new GmnmLayer("gmnm1", 5, 64, 1, Gmnm.Generators.Declaration.Aggregation.Norm, Bias: true), Parsed.Layer("Gmnm(5)"));

    [Theory]
    [InlineData("Relu")]
    [InlineData("Gelu")]
    [InlineData("Silu")]
    [InlineData("Tanh")]
    [InlineData("Sigmoid")]
    [InlineData("Softplus")]
    [InlineData("Gaussian")]
    public void ActivationsAreRead(string kind) =>
        Assert.Equal(new ActivationLayer(kind.ToLowerInvariant() + "1", Enum.Parse<Activation>(kind), 0), Parsed.Layer(kind));

    [Fact]
    public void OptionsOfTheOtherLayersAreRead()
    {
        Assert.Equal(new LinearLayer("linear1", 4, Bias: false), Parsed.Layer("Linear(units: 4, Bias = false)"));
        Assert.Equal(new BatchNormLayer("batchNorm1", 1e-5, 0.1, Affine: true), Parsed.Layer("BatchNorm"));
        Assert.Equal(
            new BatchNormLayer("batchNorm1", 0.1, 0.5, Affine: false), Parsed.Layer("BatchNorm(Epsilon = 0.1, Momentum = 0.5, Affine = false)"));
        Assert.Equal(new GroupNormLayer("groupNorm1", 4, 1e-5, Affine: true), Parsed.Layer("GroupNorm(4)"));
        Assert.Equal(new GroupNormLayer("groupNorm1", 2, 0.1, Affine: false), Parsed.Layer("GroupNorm(2, Epsilon = 0.1, Affine = false)"));
        Assert.Equal(
            new InstanceNormLayer("instanceNorm1", 1e-5, Affine: false),
            Parsed.Network("[Network, Input(8, 2), InstanceNorm] public partial class Net;").Layers[0]);
        Assert.Equal(new RmsNormLayer("rmsNorm1", 1e-6), Parsed.Layer("RmsNorm"));
        Assert.Equal(new RmsNormLayer("rmsNorm1", 0.1), Parsed.Layer("RmsNorm(Epsilon = 0.1)"));
        Assert.Equal(new ActivationLayer("leakyRelu1", Activation.LeakyRelu, 0.01), Parsed.Layer("LeakyRelu"));
        Assert.Equal(new ActivationLayer("leakyRelu1", Activation.LeakyRelu, 0.2), Parsed.Layer("LeakyRelu(NegativeSlope = 0.2)"));
        Assert.Equal(new SoftmaxLayer("softmax1"), Parsed.Layer("Softmax"));
        Assert.Equal(new RecurrentLayer("lstm1", RecurrentCell.Lstm, 8, 1, Bidirectional: false, Last: false), Parsed.Layer("Lstm(8)", "5, 3"));
        Assert.Equal(
            new RecurrentLayer("gru1", RecurrentCell.Gru, 8, 2, Bidirectional: true, Last: true),
            Parsed.Layer("Gru(8, Layers = 2, Bidirectional = true, Last = true)", "5, 3"));
        Assert.Equal(
            new GmnmLstmLayer("gmnmLstm1", 8, 64, 1, Declaration.Aggregation.Norm, Gates: false, Last: false), Parsed.Layer("GmnmLstm(8)", "5, 3"));
        Assert.Equal(
            new GmnmLstmLayer("gmnmLstm1", 8, 4, 3, Declaration.Aggregation.Sum, Gates: true, Last: true),
            Parsed.Layer("GmnmLstm(8, Components = 4, Projections = 3, Aggregation = Aggregation.Sum, Gates = true, Last = true)", "5, 3"));
        Assert.Equal(new LayerNormLayer("layerNorm1", 1e-5, Affine: true), Parsed.Layer("LayerNorm()"));
        Assert.Equal(new LayerNormLayer("layerNorm1", 0.5, Affine: false), Parsed.Layer("LayerNorm(Epsilon = 0.5, Affine = false)"));
        Assert.Equal(new DropoutLayer("dropout1", 0.25), Parsed.Layer("Dropout(0.25)"));
        Assert.Equal(new FlattenLayer("flatten1"), Parsed.Layer("Flatten"));
        Assert.Equal(new ReshapeLayer("reshape1", [2, -1]), Parsed.Layer("Reshape(2, -1)"));
        Assert.Equal(new ReshapeLayer("reshape1", [2, 4]), Parsed.Layer("Reshape(new[] { 2, 4 })"));
    }

    [Fact]
    public void LayersOfSequencesTakeTheirOptions()
    {
        Assert.Equal(new EmbeddingLayer("embedding1", 50, 8), Parsed.Layer("Embedding(50, 8)", "8"));
        Assert.Equal(new MultiHeadAttentionLayer("multiHeadAttention1", 2), Parsed.Layer("MultiHeadAttention(2)", "3, 8"));
        Assert.Equal(
            new MultiHeadAttentionLayer("multiHeadAttention1", 2, Causal: true, Rotary: true, Bias: false, Dropout: 0.1),
            Parsed.Layer("MultiHeadAttention(2, Causal = true, Rotary = true, Bias = false, Dropout = 0.1)", "3, 8"));
        Assert.Equal(new GmnmAttentionLayer("gmnmAttention1", 2, 0, Normalize: true), Parsed.Layer("GmnmAttention(2)", "3, 8"));
        Assert.Equal(
            new GmnmAttentionLayer("gmnmAttention1", 2, 3, Normalize: false, Causal: true, Bias: false),
            Parsed.Layer("GmnmAttention(2, Projections = 3, Normalize = false, Causal = true, Bias = false)", "3, 8"));
        Assert.Equal(
            new FeedForwardLayer("feedForward1", 9, Activation.Silu, 0.2),
            Parsed.Layer("FeedForward(9, Activation = FeedForwardActivation.Silu, Dropout = 0.2)", "8"));
        Assert.Equal(
            new TransformerBlockLayer("transformerBlock1", 2, 0, Activation.Gelu, 0, 1, Causal: false, Rotary: false, PreNorm: true, 0),
            Parsed.Layer("TransformerBlock(2)", "3, 8"));
        Assert.Equal(
            new TransformerBlockLayer("transformerBlock1", 2, 0, Activation.Gelu, 7, 3, Causal: true, Rotary: true, PreNorm: false, 0.1),
            Parsed.Layer("TransformerBlock(2, Components = 7, Projections = 3, Causal = true, Rotary = true, PreNorm = false, Dropout = 0.1)", "3, 8"));
    }

    [Fact]
    public void WindowsTakeTheirOptions()
    {
        static LayerDeclaration Image(string attribute) => Parsed.Layer(attribute, "4, 16, 16");
        static LayerDeclaration Sequence(string attribute) => Parsed.Layer(attribute, "4, 16");
        var plain = new WindowOptions(3, 3, 1, 1, 0, 0, Same: false, Dilation: 1);
        Assert.Equal(new Conv2dLayer("conv2d1", 4, plain, 1, Bias: true), Image("Conv2d(4)"));
        Assert.Equal(
            new Conv2dLayer("conv2d1", 4, new(5, 5, 2, 3, 0, 1, false, 2), 2, Bias: false),
            Image("Conv2d(4, Kernel = 5, StrideHeight = 2, StrideWidth = 3, PaddingWidth = 1, Dilation = 2, Groups = 2, Bias = false)"));
        Assert.Equal(
            new DepthwiseConv2dLayer("depthwiseConv2d1", 2, plain with { KernelHeight = 1, Same = true }, Bias: true),
            Image("DepthwiseConv2d(Multiplier = 2, KernelHeight = 1, Same = true)"));
        Assert.Equal(
            new Conv1dLayer("conv1d1", 4, 5, 2, 3, Same: false, Causal: false, 1, 2, Bias: true),
            Sequence("Conv1d(4, Kernel = 5, Stride = 2, Padding = 3, Groups = 2)"));
        Assert.Equal(
            new Conv1dLayer("conv1d1", 4, 3, 1, 0, Same: false, Causal: true, 2, 1, Bias: false),
            Sequence("Conv1d(4, Causal = true, Dilation = 2, Bias = false)"));
        Assert.Equal(
            new ConvTranspose2dLayer("convTranspose2d1", 4, 2, 2, 1, 1, 1, 1, Bias: true),
            Image("ConvTranspose2d(4, Stride = 2, Padding = 1, OutputPadding = 1)"));
        Assert.Equal(new PoolingLayer("maxPool2d1", Declaration.Pooling.MaxPool2d, 2, 2, 0), Image("MaxPool2d(2)"));
        Assert.Equal(new PoolingLayer("avgPool1d1", Declaration.Pooling.AvgPool1d, 3, 1, 2), Sequence("AvgPool1d(3, Stride = 1, Padding = 2)"));
        Assert.Equal(new GlobalAvgPoolLayer("globalAvgPool1"), Image("GlobalAvgPool"));
        Assert.Equal(new UpsampleLayer("upsample1", 2, Declaration.UpsampleMode.Nearest), Image("Upsample(2)"));
        Assert.Equal(
            new UpsampleLayer("upsample1", 3, Declaration.UpsampleMode.Bilinear), Image("Upsample(3, Mode = UpsampleMode.Bilinear)"));
        Assert.Equal(
            new GmnmConv2dLayer("gmnmConv2d1", 4, plain with { Same = true }, 8, 2, Gmnm.Generators.Declaration.Aggregation.Sum, Bias: true),
            Image("GmnmConv2d(4, Same = true, Components = 8, Projections = 2, Aggregation = Aggregation.Sum)"));
    }

    [Fact]
    public void LossesTakeTheirOptions()
    {
        Assert.Equal(Loss(Declaration.LossKind.CrossEntropy, 0.1, 1), Parsed.Loss("Loss(LossKind.CrossEntropy, LabelSmoothing = 0.1)"));
        Assert.Equal(Loss(Declaration.LossKind.Huber, 0, 2), Parsed.Loss("Loss(LossKind.Huber, Delta = 2)"));
        foreach (var kind in Enum.GetNames<LossKind>())
        {
            Assert.Equal(Loss(Enum.Parse<Declaration.LossKind>(kind), 0, 1), Parsed.Loss($"Loss(LossKind.{kind})"));
        }
    }

    private static StandardLoss Loss(Declaration.LossKind kind, double smoothing, double delta) => new(kind, smoothing, delta);
}
