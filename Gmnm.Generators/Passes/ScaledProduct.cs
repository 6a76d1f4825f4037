using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Passes;

/// <summary>product(x, weights) · scale + offset, by channels of the result, in a shape that keeps the channels.</summary>
/// <param name="Product">The product as it was.</param>
/// <param name="Inputs">Its inputs in the new graph: x, weights.</param>
/// <param name="Shape">Shape of the value.</param>
/// <param name="Scale">[channels]; null for none.</param>
/// <param name="Offset">[channels]; null for nothing.</param>
internal sealed record ScaledProduct(Node Product, ImmutableArray<Node> Inputs, Shape Shape, Node? Scale = null, Node? Offset = null)
{
    private int Channels => Product.Shape.Sizes[ChannelAxis(Product, Product.Shape)];

    /// <summary>Whether an operation is linear in its second input, whose elements each belong to one channel of the result.</summary>
    public static bool IsProduct(Op op) =>
        op is MatMul { Form: MatMulForm.Plain or MatMulForm.TransposedRight } or Convolution or ConvolutionInputGradient;

    /// <summary>Whether the channels of a product are an axis of a value of this shape too.</summary>
    public static bool KeepsChannels(Node product, Shape value) => value.Rank > 1
        && value.Sizes[ChannelAxis(product, value)] == product.Shape.Sizes[ChannelAxis(product, product.Shape)];

    /// <summary>Whether an operand of a value has an element for each channel, the same at all positions.</summary>
    public static bool IsByChannel(Node product, Shape value, Shape operand)
    {
        var axis = ChannelAxis(product, value);
        return operand.Elements == value.Sizes[axis] && Broadcasting.SizeAt(operand, value.Rank, axis) == operand.Elements;
    }

    /// <summary>The value after one more operation with an operand by channel.</summary>
    public ScaledProduct Then(GraphBuilder graph, Op op, Node operand)
    {
        var factor = graph.Reshape(operand, Shape.Of(Channels));
        return op switch
        {
            Add => this with { Offset = Offset is null ? factor : graph.Add(op, Offset, factor) },
            Subtract => this with { Offset = Offset is null ? graph.Add(new Negate(), factor) : graph.Add(op, Offset, factor) },
            _ => this with
            {
                Scale = Scale is null ? factor : graph.Add(op, Scale, factor),
                Offset = Offset is null ? null : graph.Add(op, Offset, factor),
            },
        };
    }

    /// <summary>The value with the scale in the weights.</summary>
    public Node Build(GraphBuilder graph)
    {
        var layer = graph.Layer;
        graph.Layer = Product.Layer;
        var (weights, scale) = Views();
        var scaled = graph.Add(new Multiply(), graph.Reshape(Inputs[1], weights), graph.Reshape(Scale!, scale));
        var product = graph.Add(Product.Op, Inputs[0], graph.Reshape(scaled, Inputs[1].Shape));
        graph.Layer = layer;
        var value = graph.Reshape(product, Shape);
        return Offset is null ? value : graph.Add(new Add(), value, graph.Reshape(Offset, OffsetShape()));
    }

    /// <summary>Shapes in which the scale stretches over the weights.</summary>
    private (Shape Weights, Shape Scale) Views()
    {
        var weights = Inputs[1].Shape;
        return Product.Op switch
        {
            MatMul { Form: MatMulForm.Plain } => (weights, Shape.Of(1, Channels)),
            // [inputs, channels of a group, ...]: the inputs of a group are neighbours.
            ConvolutionInputGradient { Groups: var groups } => (
                Shape.Of([groups, weights.Sizes[0] / groups, .. weights.Sizes.Skip(1)]),
                Shape.Of(groups, 1, weights.Sizes[1], 1, 1)),
            _ => (weights, Shape.Of([Channels, .. Enumerable.Repeat(1, weights.Rank - 1)])),
        };
    }

    private Shape OffsetShape() => Product.Op is MatMul
        ? Shape.Of(Channels)
        : Shape.Of([Channels, .. Enumerable.Repeat(1, Shape.Rank - 2)]);

    /// <summary>The last axis of a matrix product, the first after the batch of a convolution.</summary>
    private static int ChannelAxis(Node product, Shape value) => product.Op is MatMul ? value.Rank - 1 : 1;
}
