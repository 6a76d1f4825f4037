namespace Gmnm.Generators.Tests.Parsing;

/// <summary>Blocks, chains of layers and residuals.</summary>
public class BlockTests
{
    [Fact]
    public void ARepeatedBlockHasNumberedLayers() => Check(
        "[Block, Linear(8), Relu] public class Mlp; [Network, Input(8), Use<Mlp>(Repeat = 2), Linear(4)] public partial class Net;",
        "mlp1.0.linear1, mlp1.0.relu1, mlp1.1.linear1, mlp1.1.relu1, linear1",
        "mlp10Linear1 = mlp1.0.linear1(input)", "mlp10Relu1 = mlp1.0.relu1(mlp10Linear1)", "mlp11Linear1 = mlp1.1.linear1(mlp10Relu1)",
        "mlp11Relu1 = mlp1.1.relu1(mlp11Linear1)", "linear1 = linear1(mlp11Relu1)", "output output = linear1");

    [Fact]
    public void SharedWeightsAreOneBlock() => Check(
        "[Block, Linear(8)] public class Mlp; [Network, Input(8), Use<Mlp>(Repeat = 2, SharedWeights = true, Name = \"blocks\")] public partial class Net;",
        "blocks.linear1",
        "blocksLinear1 = blocks.linear1(input)", "blocksLinear12 = blocks.linear1(blocksLinear1)", "output output = blocksLinear12");

    [Fact]
    public void BlocksNest() => Check(
        """
        [Block] public partial class Attention { [Linear(8, Bias = false)] private partial SymbolicTensor Query(SymbolicTensor x); private SymbolicTensor Forward(SymbolicTensor x) { var q = Query(x); return q * x; } }
        [Block] public partial class Layer { [Use<Attention>] private partial SymbolicTensor Attention(SymbolicTensor x); private SymbolicTensor Forward(SymbolicTensor x) => x + Attention(x); }
        [Network] public partial class Net { [Use<Layer>(Repeat = 2)] private partial SymbolicTensor Blocks(SymbolicTensor x); private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => Blocks(x); }
        """,
        "blocks.0.attention.query, blocks.1.attention.query",
        "blocks0AttentionQ = blocks.0.attention.query(x)", "blocks0AttentionMultiply = Multiply(blocks0AttentionQ, x)", "blocks0Add = Add(x, blocks0AttentionMultiply)",
        "blocks1AttentionQ = blocks.1.attention.query(blocks0Add)", "blocks1AttentionMultiply = Multiply(blocks1AttentionQ, blocks0Add)",
        "blocks1Add = Add(blocks0Add, blocks1AttentionMultiply)", "output output = blocks1Add");

    [Fact]
    public void ARepeatedBlockOfTwoInputsTakesTheSecondAgain() => Check(
        """
        [Block] public partial class Cross { [Linear(8)] private partial SymbolicTensor Mix(SymbolicTensor x); private SymbolicTensor Forward(SymbolicTensor x, SymbolicTensor context) => Mix(x) + context; }
        [Network] public partial class Net { [Use<Cross>(Repeat = 2)] private partial SymbolicTensor Decode(SymbolicTensor x, SymbolicTensor context); private SymbolicTensor Forward([Shape(8)] SymbolicTensor x, [Shape(8)] SymbolicTensor memory) => Decode(x, memory); }
        """,
        "decode.0.mix, decode.1.mix",
        "decode0Mix = decode.0.mix(x)", "decode0Add = Add(decode0Mix, memory)", "decode1Mix = decode.1.mix(decode0Add)", "decode1Add = Add(decode1Mix, memory)",
        "output output = decode1Add");

    [Fact]
    public void ANetworkIsABlockAndMayBeFrozen()
    {
        var networks = Parsed.Networks(
            "[Network, Input(4), Linear(8), Tanh] public partial class Generator; "
            + "[Network] public partial class Gan { [Use<Generator>(Frozen = true)] private partial SymbolicTensor Generate(SymbolicTensor z); [Linear(1)] private partial SymbolicTensor Judge(SymbolicTensor x); "
            + "private SymbolicTensor Forward([Shape(4)] SymbolicTensor z) => Judge(Generate(z)); }");
        var gan = networks.Single(static network => network.Name == "Gan");
        Assert.Equal(["generate.linear1", "generate.tanh1", "judge"], gan.Layers.Select(static layer => layer.Name));
        Assert.Equal([true, true, false], gan.Layers.Select(static layer => layer.Frozen));
        Assert.All(networks.Single(static network => network.Name == "Generator").Layers, static layer => Assert.False(layer.Frozen));
    }

    [Fact]
    public void SeveralAttributesOnAMethodFollowEachOther() => Check(
        "[Network] public partial class Net { [Linear(8), Relu] [Linear(8, Name = \"second\"), Residual(3)] private partial SymbolicTensor Encode(SymbolicTensor x); private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => Encode(x); }",
        "encode.linear1, encode.relu1, encode.second",
        "encodeLinear1 = encode.linear1(x)", "encodeRelu1 = encode.relu1(encodeLinear1)", "encodeSecond = encode.second(encodeRelu1)", "encodeResidual1 = Add(encodeSecond, x)",
        "output output = encodeResidual1");

    [Fact]
    public void ANameReplacesThatOfTheMethod() => Check(
        "[Network] public partial class Net { [Linear(8, Name = \"stem\")] private partial SymbolicTensor Encode(SymbolicTensor x); private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => Encode(x); }",
        "stem", "stem = stem(x)", "output output = stem");

    [Fact]
    public void ResidualsCountLayersOfAnyKind() => Check(
        "[Network, Input(8), Linear(8), Residual(1), Relu, Residual(2), Linear(4)] public partial class Net;",
        "linear1, relu1, linear2",
        "linear1 = linear1(input)", "residual1 = Add(linear1, input)", "relu1 = relu1(residual1)", "residual2 = Add(relu1, linear1)", "linear2 = linear2(residual2)", "output output = linear2");

    [Fact]
    public void LayerMethodsAreDeclaredWithTheirCalls()
    {
        var network = Parsed.Network(
            "[Network] public partial class Net { [Linear(8), Relu] private partial SymbolicTensor @Event(SymbolicTensor @in); private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => Event(Event(x)); }");
        var method = Assert.Single(network.Methods);
        Assert.Equal("private partial global::Gmnm.SymbolicTensor Event(global::Gmnm.SymbolicTensor @in)", method.Signature);
        Assert.Equal("Linear(8), Relu", method.Text);
        Assert.Equal(["0 -> 2", "2 -> 4"], method.Calls.Select(static call => $"{string.Join(' ', call.Operands)} -> {call.Result}"));
    }

    private static void Check(string source, string layers, params string[] lines)
    {
        var network = Parsed.Networks(source).Single(static network => network.Name == "Net");
        Assert.Equal(layers, string.Join(", ", network.Layers.Select(static layer => layer.Name)));
        Assert.Equal(string.Join('\n', lines), string.Join('\n', DeclarationText.Of(network).Split('\n').Where(static line => !line.StartsWith("input ", StringComparison.Ordinal))));
    }
}
