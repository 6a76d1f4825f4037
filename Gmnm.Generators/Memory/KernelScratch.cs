using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Products;

namespace Gmnm.Generators.Memory;

/// <summary>Scratch space of the runtime's kernels: the same formulas as theirs, and a test holds them equal.</summary>
internal static class KernelScratch
{
    /// <summary>Mirrors <c>MatrixMultiply.ScratchPerDepth</c>.</summary>
    public const int MatMulPerDepth = 140;

    /// <summary>Mirrors <c>MatrixMultiply.PackedScratchPerDepth</c>.</summary>
    public const int PackedMatMulPerDepth = 12;

    /// <summary>Mirrors <c>PackedProducts.ScratchPerDepth</c>.</summary>
    public const int ProductsPerDepth = 48;

    /// <summary>Mirrors <c>GaussianProjections.ScratchLength</c>.</summary>
    public static int Projections(int features, int projections) =>
        checked((296 * features) + (8480 * projections) + 384);

    /// <summary>Mirrors <c>GaussianProjections.BackwardScratchLength</c>.</summary>
    public static int ProjectionsBackward(int features, int projections) =>
        checked((64 * projections * features) + (12 * features) + (4608 * projections) + 13440);

    /// <summary>Mirrors <c>GaussianProjections.WeightGradientScratchLength</c>.</summary>
    public static int ProjectionsWeightGradient(int features, int projections) =>
        checked((256 * features) + (8224 * projections) + 12812);

    /// <summary>Mirrors <c>GaussianProjections.InputGradientScratchLength</c>.</summary>
    public static int ProjectionsInputGradient(int features, int projections) =>
        checked((32 * projections * features) + (1408 * projections) + 384);

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
            MatMulGroup { Kernel: not ProductKernel.Packed } => (0, 0),
            MatMulGroup matMul => MatMul(graph[matMul.Product], [.. graph.InputsOf(graph[matMul.Product])]),
            TransposedProductsGroup products => (Transposed(products.Nodes.Select(id => graph[id].Shape.Last)), 0),
            ProductsGroup products => (Products(graph, products), 0),
            ConvolutionGroup convolution => (Windows(graph[convolution.Product], [.. graph.InputsOf(graph[convolution.Product])]), 0),
            KernelGroup when node.Op is GaussianWeightGradient or GaussianInputGradient => (Gaussians(node.Op, inputs), 0),
            KernelGroup => (Windows(node, inputs), 0),
            AttentionGroup => (Attention(node.Op, inputs), 0),
            GaussianGroup or GaussianGradientGroup => (Gaussians(node.Op, inputs), 0),
            _ => (0, 0),
        };
    }

    /// <summary>Mirrors <c>TransposedProducts.ScratchLength</c>, of the columns of each product.</summary>
    public static int Transposed(IEnumerable<int> columns) =>
        checked((256 * (264 + columns.Sum(static count => (count + 31) & -32))) + 1056);

    /// <summary>Mirrors <c>PackedProducts.PackedLength</c>: the packed right operands of a group.</summary>
    public static int Packed(int columns, int depth, int products) => checked(products * depth * ((columns + 31) & -32));

    /// <summary>Mirrors <c>PackedProducts.GroupColumns</c>: how far apart the sums of products are.</summary>
    public static int GroupColumns(int products) => (128 / products) & -32;

    /// <inheritdoc cref="Packed(int, int, int)"/>
    public static int Packed(ComputationGraph graph, ProductsGroup group) =>
        Packed(group.Space.Last, Depth(graph, group), group.Products.Length);

    /// <summary>The depth of a group of products, of all terms together.</summary>
    public static int Depth(ComputationGraph graph, ProductsGroup group) =>
        ProductTerm.Of(graph, graph[group.Products[0]]).Sum(static term => term.Depth);

    /// <summary>Rows, and right operands that are not packed before.</summary>
    private static int Products(ComputationGraph graph, ProductsGroup group) => checked(
        ParameterLayout.Aligned(ProductsPerDepth * Depth(graph, group)) + (group.IsPackedBefore(graph) ? 0 : Packed(graph, group)));

    private static (int Fixed, int PerRow) MatMul(Node node, Node[] inputs)
    {
        var (left, right) = (inputs[0].Shape, inputs[1].Shape);
        if (node.Op is PackedMatMul)
        {
            return (checked(PackedMatMulPerDepth * left.Last), 0);
        }

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
        PooledConvolution op => new WindowScratch(op.Window, inputs[0].Shape).Convolution(node.Shape.Sizes[1], groups: 1),
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
            PackedGaussianProjections { Forward: var forward } => Projections(features, forward.Projections),
            GaussianSavedProjections { Forward: var forward } => Projections(features, forward.Projections),
            GaussianProjectionsGradient { Forward: var forward } => ProjectionsBackward(features, forward.Projections),
            GaussianWeightGradient { Forward: var forward } => ProjectionsWeightGradient(inputs[1].Shape.Last, forward.Projections),
            GaussianInputGradient { Forward: var forward } => ProjectionsInputGradient(inputs[1].Shape.Last, forward.Projections),
            _ => AxisAligned(features),
        };
    }
}
