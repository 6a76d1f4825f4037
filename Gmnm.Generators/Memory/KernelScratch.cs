using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Memory;

/// <summary>Scratch space of the runtime's kernels: the same formulas as theirs, and a test holds them equal.</summary>
internal static class KernelScratch
{
    /// <summary>Mirrors <c>MatrixMultiply.ScratchPerDepth</c>.</summary>
    public const int MatMulPerDepth = 140;

    /// <summary>Mirrors <c>GaussianProjections.ScratchLength</c>.</summary>
    public static int Projections(int features, int projections) =>
        checked((64 * projections * features) + (12 * features) + (4608 * projections) + 13440);

    /// <summary>Mirrors <c>AxisAlignedGaussians.ScratchLength</c>.</summary>
    public static int AxisAligned(int features) => checked((64 * features) + 1024);

    /// <summary>Mirrors <c>FusedAttention.ScratchLength</c>.</summary>
    public static int Attention(int keys, int size, int valueSize)
    {
        static int RoundUp(int count, int unit) => checked(count + unit - 1) / unit * unit;
        var padded = RoundUp(keys, 8);
        return checked((((2 * padded) + 96) * (RoundUp(size, 16) + RoundUp(valueSize, 16))) + (2 * padded) + 8288);
    }

    /// <summary>Floats that a group needs: fixed, and for each sample.</summary>
    public static (int Fixed, int PerRow) Of(ComputationGraph graph, FusedGroup group)
    {
        var node = graph[group.Nodes[0]];
        var inputs = graph.InputsOf(node).ToArray();
        return group switch
        {
            KernelGroup when node.Op is BatchMatMul product => (checked(MatMulPerDepth * product.Depth(inputs[0].Shape)), 0),
            MatMulGroup matMul => MatMul(graph[matMul.Product], [.. graph.InputsOf(graph[matMul.Product])]),
            ConvolutionGroup convolution => (Windows(graph[convolution.Product], [.. graph.InputsOf(graph[convolution.Product])]), 0),
            KernelGroup => (Windows(node, inputs), 0),
            AttentionGroup => (Attention(node.Op, inputs), 0),
            GaussianGroup or GaussianGradientGroup => (Gaussians(node.Op, inputs), 0),
            _ => (0, 0),
        };
    }

    private static (int Fixed, int PerRow) MatMul(Node node, Node[] inputs)
    {
        var (left, right) = (inputs[0].Shape, inputs[1].Shape);
        if (((MatMul)node.Op).Form != MatMulForm.TransposedLeft)
        {
            return (checked(MatMulPerDepth * left.Last), 0);
        }

        var rows = right.Elements / right.Last;
        return left.IsBatched ? (0, checked(MatMulPerDepth * rows)) : (checked(MatMulPerDepth * rows), 0);
    }

    private static int Windows(Node node, Node[] inputs) => node.Op switch
    {
        Convolution op => new WindowScratch(op.Window, inputs[0].Shape).Convolution(node.Shape.Sizes[1], op.Groups),
        ConvolutionInputGradient op => new WindowScratch(op.Window, node.Shape).Convolution(inputs[0].Shape.Sizes[1], op.Groups),
        ConvolutionWeightGradient op => new WindowScratch(op.Window, inputs[0].Shape).Convolution(inputs[1].Shape.Sizes[1], op.Groups),
        MaxPool op => new WindowScratch(op.Window, inputs[0].Shape).Pooling(),
        MaxPoolGradient op => new WindowScratch(op.Window, inputs[0].Shape).Pooling(),
        AveragePool op => new WindowScratch(op.Window, inputs[0].Shape).Pooling(),
        AveragePoolGradient op => new WindowScratch(op.Window, node.Shape).Pooling(),
        Patches op => new WindowScratch(op.Window, inputs[0].Shape).Patches(),
        PatchesGradient op => new WindowScratch(op.Window, node.Shape).Patches(),
        _ => 0,
    };

    private static int Attention(Op op, Node[] inputs)
    {
        var heads = (op as Attention ?? ((AttentionGradient)op).Forward).Heads;
        return Attention(inputs[1].Shape.Sizes[1], inputs[1].Shape.Last / heads, inputs[2].Shape.Last / heads);
    }

    private static int Gaussians(Op op, Node[] inputs)
    {
        var features = inputs[0].Shape.Last;
        return op switch
        {
            GaussianProjections forward => Projections(features, forward.Projections),
            GaussianProjectionsGradient { Forward: var forward } => Projections(features, forward.Projections),
            _ => AxisAligned(features),
        };
    }
}
