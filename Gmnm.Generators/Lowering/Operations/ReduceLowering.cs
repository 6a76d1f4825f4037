using Gmnm.Generators.Declaration.Operations;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Lowering.Layers;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Operations;

/// <summary>
/// One number for each row of an axis. The variance divides by the number of elements. The logarithm of the sum of
/// exponentials is taken after subtracting the greatest element, so that nothing overflows.
/// </summary>
internal static class ReduceLowering
{
    public static Node Lower(LoweringContext context, ReduceOperation operation, Node x)
    {
        var graph = context.Graph;
        if (operation.Axis is not { } named)
        {
            return Reduce(graph, operation.Kind, graph.Reshape(x, Shape.OfBatch(x.Shape.Elements)), 1);
        }

        var axis = SampleAxis.Of(context, x, named);
        var reduced = Reduce(graph, operation.Kind, x, axis);
        return operation.KeepAxis ? reduced : Arrangement.Drop(graph, reduced, [axis]);
    }

    private static Node Reduce(GraphBuilder graph, ReduceKind kind, Node x, int axis) => kind switch
    {
        ReduceKind.Sum => graph.Sum(x, axis),
        ReduceKind.Mean => Mean(graph, x, axis),
        ReduceKind.Max => graph.Add(new Maximum(axis), x),
        ReduceKind.Variance => Mean(graph, graph.Add(new Square(), graph.Add(new Subtract(), x, Mean(graph, x, axis))), axis),
        ReduceKind.LogSumExp => LogSumExp(graph, x, axis),
        _ => throw new InvalidGraphException($"No lowering for {kind}."),
    };

    private static Node Mean(GraphBuilder graph, Node x, int axis) => graph.Scale(graph.Sum(x, axis), 1.0 / x.Shape.Sizes[axis]);

    private static Node LogSumExp(GraphBuilder graph, Node x, int axis)
    {
        var exponentials = graph.Add(new Exp(), SoftmaxLowering.Shifted(graph, x, axis));
        return graph.Add(new Add(), graph.Add(new Log(), graph.Sum(exponentials, axis)), SoftmaxLowering.Shift(graph, x, axis));
    }
}
