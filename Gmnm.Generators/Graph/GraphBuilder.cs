using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph;

/// <summary>Appends nodes and infers their shapes. A node equal to an earlier one is that one.</summary>
internal sealed class GraphBuilder
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<(Op Op, EquatableArray<int> Inputs), Node> _known = [];

    /// <summary>Place that new nodes belong to.</summary>
    public int Layer { get; set; } = Node.NoLayer;

    public IReadOnlyList<Node> Nodes => _nodes;

    public Node Add(Op op, params Node[] inputs)
    {
        var ids = inputs.Select(static input => input.Id).ToEquatableArray();
        if (_known.TryGetValue((op, ids), out var known))
        {
            return known;
        }

        if (inputs.Length != op.Arity)
        {
            throw new InvalidGraphException($"{op} takes {op.Arity} inputs, got {inputs.Length}.");
        }

        var node = new Node(_nodes.Count, op, ids, op.InferShape([.. inputs.Select(static input => input.Shape)]), Layer, null);
        _nodes.Add(node);
        _known.Add((op, ids), node);
        return node;
    }

    /// <summary>Gives a node the name that the generated code will use, unless it has one.</summary>
    public Node Named(Node node, string name)
    {
        if (_nodes[node.Id].Name is not null)
        {
            return _nodes[node.Id];
        }

        var named = node with { Name = name };
        _nodes[node.Id] = named;
        _known[(node.Op, node.Inputs)] = named;
        return named;
    }

    public ComputationGraph Build(IEnumerable<GraphOutput> outputs) => new([.. _nodes], [.. outputs]);

    public Node Constant(double value) => Add(new Constant(value));

    public Node Scale(Node value, double factor) => Add(new Multiply(), value, Constant(factor));

    /// <summary>Same elements, another shape; nothing where the shape is the same.</summary>
    public Node Reshape(Node value, Shape shape) => value.Shape == shape ? value : Add(new Reshape(shape), value);

    public Node Broadcast(Node value, Shape shape) => value.Shape == shape ? value : Add(new Broadcast(shape), value);

    /// <summary>Sums along axes, the batch last: what a sample adds is then as short as the result, and stays in the cache.</summary>
    public Node Sum(Node value, params int[] axes) =>
        axes.OrderByDescending(static axis => axis).Aggregate(value, (sum, axis) => Add(new Sum(axis), sum));

    /// <summary>
    /// Sums away what broadcasting stretched: the gradient of a broadcast. Where one number stays for each channel, its
    /// positions are one row, summed before the samples: one loop does both.
    /// </summary>
    public Node SumTo(Node value, Shape shape)
    {
        var axes = Broadcasting.StretchedAxes(shape, value.Shape);
        var first = value.Shape.Rank;
        while (axes.Contains(first - 1))
        {
            first--;
        }

        if (first < 2 || first == value.Shape.Rank || !axes.Contains(0))
        {
            return Reshape(Sum(value, [.. axes]), shape);
        }

        var sizes = value.Shape.Sizes.Items;
        var positions = sizes.Skip(first).Aggregate(1, static (product, size) => product * size);
        var rows = Reshape(value, new Shape([.. sizes.Take(first), positions]));
        return Reshape(Sum(Add(new Sum(first), rows), [.. axes.Where(axis => axis < first)]), shape);
    }
}
