using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>Poolings, and their opposite: enlargement.</summary>
internal static class PoolingLowering
{
    public static Node Lower(LoweringContext context, PoolingLayer layer, Node input)
    {
        var isSequence = layer.Pooling is Pooling.MaxPool1d or Pooling.AvgPool1d;
        var image = isSequence ? Images.Sequence(context, input) : Images.Image(context, input);
        var (kernel, stride, padding) = isSequence ? (1, 1, 0) : (layer.Kernel, layer.Stride, layer.Padding);
        var window = Images.Checked(
            context,
            new(kernel, layer.Kernel, stride, layer.Stride, padding, padding, layer.Padding, layer.Padding, 1, 1),
            image, "kernel", "kernel");
        var result = context.Graph.Add(
            layer.Pooling is Pooling.MaxPool1d or Pooling.MaxPool2d ? new MaxPool(window) : new AveragePool(window), image);
        return isSequence ? Images.ToSequence(context, result) : result;
    }

    public static Node GlobalAverage(LoweringContext context, Node x)
    {
        var graph = context.Graph;
        if (x.Shape.Rank < 3 || !x.Shape.IsBatched)
        {
            throw context.Error("GMNM1048", null, Images.Text(x));
        }

        var channels = x.Shape.Sizes[1];
        var positions = x.Shape.Elements / channels;
        var sum = graph.Sum(graph.Reshape(x, Shape.OfBatch(channels, positions)), 2);
        return graph.Scale(graph.Reshape(sum, Shape.OfBatch(channels)), 1.0 / positions);
    }

    public static Node Lower(LoweringContext context, UpsampleLayer layer, Node x)
    {
        if (x.Shape.Rank is not (3 or 4) || !x.Shape.IsBatched)
        {
            throw context.Error("GMNM1049", null, Images.Text(x));
        }

        var isSequence = x.Shape.Rank == 3;
        var image = isSequence ? Images.Sequence(context, x) : x;
        var (vertical, horizontal) = (isSequence ? 1 : layer.Factor, layer.Factor);
        var result = layer.Mode == UpsampleMode.Bilinear
            ? context.Graph.Add(new BilinearUpsample(vertical, horizontal), image)
            : Repeated(context.Graph, image, vertical, horizontal);
        return isSequence ? Images.ToSequence(context, result) : result;
    }

    /// <summary>Each element as a block of its copies.</summary>
    private static Node Repeated(GraphBuilder graph, Node image, int vertical, int horizontal)
    {
        var (channels, height, width) = (image.Shape.Sizes[1], image.Shape.Sizes[2], image.Shape.Sizes[3]);
        var elements = graph.Reshape(image, Shape.OfBatch(channels, height, 1, width, 1));
        var blocks = graph.Broadcast(elements, Shape.OfBatch(channels, height, vertical, width, horizontal));
        return graph.Reshape(blocks, Shape.OfBatch(channels, checked(height * vertical), checked(width * horizontal)));
    }
}
