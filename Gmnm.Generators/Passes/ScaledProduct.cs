using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Passes;

/// <summary>product(x, weights) · scale + offset.</summary>
/// <param name="Product">The product as it was.</param>
/// <param name="Inputs">Its inputs in the new graph: x, weights.</param>
/// <param name="Scale">A factor for each channel of the result; null for none.</param>
/// <param name="Offset">What is added; null for nothing.</param>
internal sealed record ScaledProduct(Node Product, ImmutableArray<Node> Inputs, Node? Scale = null, Node? Offset = null)
{
    /// <summary>Whether an operation is linear in its second input, whose elements each belong to one channel of the result.</summary>
    public static bool IsProduct(Op op) => op is MatMul { Form: MatMulForm.Plain or MatMulForm.TransposedRight };

    /// <summary>Whether an operand of this shape has an element for each channel, the same at all positions.</summary>
    public static bool IsByChannel(Node product, Shape operand)
    {
        var (rank, axis) = (product.Shape.Rank, ChannelAxis(product));
        return operand.Elements == product.Shape.Sizes[axis] && Broadcasting.SizeAt(operand, rank, axis) == operand.Elements;
    }

    /// <summary>The value after one more operation with an operand that depends on parameters alone.</summary>
    public ScaledProduct Then(GraphBuilder graph, Op op, Node operand) => op switch
    {
        Add => this with { Offset = Offset is null ? operand : graph.Add(op, Offset, operand) },
        Subtract => this with { Offset = Offset is null ? graph.Add(new Negate(), operand) : graph.Add(op, Offset, operand) },
        _ => this with
        {
            Scale = Scale is null ? operand : graph.Add(op, Scale, operand),
            Offset = Offset is null ? null : graph.Add(op, Offset, operand),
        },
    };

    /// <summary>The value with the scale in the weights.</summary>
    public Node Build(GraphBuilder graph)
    {
        var layer = graph.Layer;
        graph.Layer = Product.Layer;
        var scale = graph.Reshape(Scale!, WeightShape(Inputs[1].Shape));
        var weights = graph.Add(new Multiply(), Inputs[1], scale);
        var product = graph.Add(Product.Op, [Inputs[0], weights]);
        graph.Layer = layer;
        return Offset is null ? product : graph.Add(new Add(), product, Offset);
    }

    /// <summary>The shape in which a factor for each channel stretches over the weights.</summary>
    private Shape WeightShape(Shape weights)
    {
        var axis = Product.Op is MatMul { Form: MatMulForm.Plain } ? weights.Rank - 1 : 0;
        return new(new([.. weights.Sizes.Select((size, index) => index == axis ? size : 1)]));
    }

    private static int ChannelAxis(Node product) => product.Shape.Rank - 1;
}
