using System.Collections.Immutable;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Scheduling;

/// <summary>
/// Decides how threads share each group. No choice changes a result: an element is computed by one thread, in an order
/// that depends neither on its place in the batch nor on the threads.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="stored">Nodes in memory.</param>
internal sealed class GroupSharing(ComputationGraph graph, ImmutableHashSet<int> stored)
{
    /// <summary>Floats of a sum over the batch up to which each part has one of its own.</summary>
    private const int LargestSum = 1 << 16;

    /// <summary>Elements without a batch below which threads are not worth their meeting.</summary>
    private const int FewElements = 1 << 14;

    /// <summary>Rows of a tile of a product, with the widest vectors and with less; fewer rows would be summed in another order.</summary>
    private const int TileRows = 12;

    /// <summary>Rows of a product with a transposed matrix that is multiplied where it is.</summary>
    private const int InPlaceRows = 16;

    /// <summary>Columns that are packed together, as a divisor.</summary>
    private const int TileColumns = 64;

    public Sharing Of(FusedGroup group, RowSchedule? schedule) => group switch
    {
        RowGroup rows when !rows.Space.IsBatched => OverRows(rows, schedule!),
        MatMulGroup product when !product.Space.IsBatched => OverProduct(product),
        TransposedProductsGroup products => OverProducts(products),
        KernelGroup { Nodes: [var id] } when graph[id].Op is GaussianWeightGradient or GaussianOffsetGradient => OverComponents(graph[id]),
        _ => OverBatch(group),
    };

    /// <summary>What a group reads from memory, through broadcasts.</summary>
    public IEnumerable<int> Operands(FusedGroup group) => group.Nodes.SelectMany(id => Operands(id, group)).Distinct();

    /// <summary>What a group leaves in memory.</summary>
    public IEnumerable<int> Results(FusedGroup group) => group.Nodes.Where(stored.Contains);

    private Sharing OverBatch(FusedGroup group)
    {
        ImmutableArray<int> sums = [.. Results(group).Where(id => !graph[id].Shape.IsBatched)];
        return sums.IsEmpty ? new Sharing.Samples()
            : sums.All(id => IsSumOverBatch(graph[id])) && sums.Sum(id => graph[id].Shape.LongElements) <= LargestSum
                ? new Sharing.Parts(sums)
                : new Sharing.OneThread();
    }

    private bool IsSumOverBatch(Node node) =>
        node.Op is Sum or ConvolutionWeightGradient or EmbeddingLookupGradient or GaussianProjectionsGradient or AxisAlignedGaussiansGradient
        && graph.InputsOf(node).Any(static input => input.Shape.IsBatched);

    /// <summary>Over the outermost loop, where nothing is summed along it.</summary>
    private Sharing OverRows(RowGroup group, RowSchedule schedule)
    {
        var (space, loops) = (group.Space, schedule.Loops);
        var isFlat = loops.Outer.IsEmpty;
        if (space.Elements < FewElements || (isFlat && group.Nodes.Any(id => OpClasses.IsReduction(graph[id].Op))))
        {
            return new Sharing.OneThread();
        }

        var strides = new Dictionary<int, int>();
        foreach (var id in Operands(group).Concat(Results(group)))
        {
            var (outer, inner) = loops.Strides(new Layout(graph[id].Shape, 0));
            var (root, stride) = (graph.Root(id), isFlat ? inner : outer[0]);
            if ((strides.TryGetValue(root, out var other) && other != stride) || (stride == 0 && group.Nodes.Contains(id)))
            {
                return new Sharing.OneThread();
            }

            strides[root] = stride;
        }

        var count = (isFlat ? loops.InnerExtent : loops.OuterExtents[0]).Factor;
        return new Sharing.Range(count, isFlat ? TileColumns : 1, OfColumns: false, strides.ToImmutableDictionary());
    }

    /// <summary>Over the columns of a sum of outer products where there are more of them than rows, else over the rows.</summary>
    private Sharing OverProduct(MatMulGroup group)
    {
        var product = graph[group.Product];
        var (left, right) = (graph.Root(product.Inputs[0]), graph.Root(product.Inputs[1]));
        var (rows, columns) = (product.Shape.Sizes[0], product.Shape.Last);
        var ofColumns = columns >= rows;
        if (((MatMul)product.Op).Form != MatMulForm.TransposedLeft || left == right
            || rows < TileRows / 3 || (ofColumns ? columns < 2 * TileColumns : rows < 2 * TileRows))
        {
            return new Sharing.OneThread();
        }

        var strides = new Dictionary<int, int> { [left] = ofColumns ? 0 : 1, [right] = ofColumns ? 1 : 0 };
        foreach (var id in Operands(group).Concat(Results(group)).Where(id => graph.Root(id) != left && graph.Root(id) != right))
        {
            var stretched = Broadcasting.StretchedAxes(graph[id].Shape, group.Space);
            strides[graph.Root(id)] = stretched.Contains(ofColumns ? 1 : 0) ? 0 : ofColumns || stretched.Contains(1) ? 1 : columns;
        }

        return new Sharing.Range(
            ofColumns ? columns : rows, ofColumns ? TileColumns : TileRows, ofColumns, strides.ToImmutableDictionary());
    }

    /// <summary>Over the rows, which are those of the left operand that the products have in common.</summary>
    private Sharing OverProducts(TransposedProductsGroup group)
    {
        var left = graph.Root(graph[group.Nodes[0]].Inputs[0]);
        int[] rights = [.. group.Nodes.Select(id => graph.Root(graph[id].Inputs[1])).Distinct()];
        var rows = graph[group.Nodes[0]].Shape.Sizes[0];
        return rows < 2 * TileRows || rights.Contains(left)
            ? new Sharing.OneThread()
            : new Sharing.Range(
                rows,
                InPlaceRows,
                OfColumns: false,
                rights.ToImmutableDictionary(static id => id, static _ => 0).Add(left, 1)
                    .AddRange(group.Nodes.Select(id => new KeyValuePair<int, int>(id, graph[id].Shape.Last))));
    }

    /// <summary>Over blocks of components, from the derivative of the projections.</summary>
    private Sharing OverComponents(Node node)
    {
        if (!graph[node.Inputs[0]].Shape.IsBatched)
        {
            return new Sharing.OneThread();
        }

        var op = node.Op is GaussianWeightGradient weights ? weights.Forward : ((GaussianOffsetGradient)node.Op).Forward;
        var strides = new Dictionary<int, int>();
        foreach (var id in node.Inputs.Append(node.Id))
        {
            // x is whole, the derivative lies in blocks, and everything else has a row for each component.
            var isDerivative = id == node.Inputs[0];
            strides[graph.Root(id)] = isDerivative ? op.Projections : graph[id].Shape.IsBatched ? 0 : graph[id].Shape.Elements / op.Components;
        }

        return new Sharing.Range(op.Components, GaussianSavedProjections.Block, OfColumns: false, strides.ToImmutableDictionary());
    }

    private IEnumerable<int> Operands(int id, FusedGroup group) => graph[id].Inputs.Items.SelectMany(input =>
        graph[input].Op is Broadcast ? Operands(input, group)
        : OpClasses.IsInline(graph[input].Op) || group.Nodes.Contains(input) ? []
        : (IEnumerable<int>)[input]);
}
