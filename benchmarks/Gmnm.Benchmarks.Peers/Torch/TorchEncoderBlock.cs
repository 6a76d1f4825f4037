using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>A transformer block that normalises first, with queries, keys and values from one product.</summary>
internal sealed class TorchEncoderBlock : TorchNetwork
{
    private const int Heads = 4;
    private readonly (Tensor Weight, Tensor Bias) _projections;
    private readonly (Tensor Weight, Tensor Bias) _output;
    private readonly (Tensor Weight, Tensor Bias) _hidden;
    private readonly (Tensor Weight, Tensor Bias) _result;
    private readonly (Tensor Weight, Tensor Bias) _norm1;
    private readonly (Tensor Weight, Tensor Bias) _norm2;

    public TorchEncoderBlock(NetworkWorkload workload)
        : base(workload)
    {
        _projections = Pair("attention.query", "attention.key", "attention.value");
        _output = Pair("attention.output");
        _hidden = Pair("feedForward.hidden");
        _result = Pair("feedForward.output");
        _norm1 = Pair("norm1");
        _norm2 = Pair("norm2");
    }

    public override Tensor Forward(Tensor x)
    {
        x += Attention(Normalized(x, _norm1));
        var hidden = Linear(Normalized(x, _norm2), _hidden);
        return x + Linear(nn.functional.gelu(hidden), _result);
    }

    private Tensor Attention(Tensor x)
    {
        var (batch, steps, features) = (x.shape[0], x.shape[1], x.shape[2]);
        var parts = Linear(x, _projections).view(batch, steps, 3, Heads, features / Heads).permute(2, 0, 3, 1, 4).unbind(0);
        var mixed = nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]);
        return Linear(mixed.transpose(1, 2).reshape(batch, steps, features), _output);
    }

    private static Tensor Normalized(Tensor x, (Tensor Weight, Tensor Bias) norm) =>
        nn.functional.layer_norm(x, [x.shape[^1]], norm.Weight, norm.Bias);

    private static Tensor Linear(Tensor x, (Tensor Weight, Tensor Bias) layer) =>
        nn.functional.linear(x, layer.Weight, layer.Bias);

    private (Tensor Weight, Tensor Bias) Pair(params string[] layers) =>
        (Parameter([.. layers.Select(static layer => $"transformerBlock1.{layer}.weight")]),
            Parameter([.. layers.Select(static layer => $"transformerBlock1.{layer}.bias")]));
}
