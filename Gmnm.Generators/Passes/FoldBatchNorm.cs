using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Passes;

/// <summary>
/// Inference only: what multiplies the channels of a product by parameters goes into its weights, and what is added before
/// and after them becomes one bias, both computed once, when the parameters change:
/// ((x W + b) - mean) · s + c = x (W s) + ((b - mean) · s + c). Only where nothing else reads the values between.
/// </summary>
internal sealed class FoldBatchNorm
{
    private const int None = -1;
    private readonly ComputationGraph _graph;
    private readonly ImmutableArray<bool> _fixed;
    private readonly ImmutableArray<ImmutableArray<int>> _consumers;
    private readonly HashSet<int> _outputs;
    private readonly int[] _previous;
    private readonly Dictionary<int, ScaledProduct> _values = [];

    private FoldBatchNorm(ComputationGraph graph)
    {
        _graph = graph;
        _fixed = Dependence.OnParametersAlone(graph);
        _consumers = graph.Consumers();
        _outputs = [.. graph.Outputs.Select(static output => output.Node)];
        _previous = new int[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            _previous[node.Id] = Previous(node);
        }
    }

    public static ComputationGraph Run(ComputationGraph graph) => GraphRewriter.Rewrite(graph, new FoldBatchNorm(graph).Rule);

    private Node? Rule(GraphBuilder builder, Node node, ImmutableArray<Node> inputs)
    {
        if (ScaledProduct.IsProduct(node.Op) && _fixed[node.Inputs[1]])
        {
            _values.Add(node.Id, new(node, inputs, node.Shape));
        }
        else if (_previous[node.Id] != None)
        {
            var previous = _values[_previous[node.Id]];
            var value = node.Op is Reshape
                ? previous with { Shape = node.Shape }
                : previous.Then(builder, node.Op, inputs[node.Inputs[0] == _previous[node.Id] ? 1 : 0]);
            _values.Add(node.Id, value);
            return value.Scale is not null && !IsContinued(node) ? value.Build(builder) : null;
        }

        return null;
    }

    /// <summary>The operand that is a product of weights, or a value made of one by channels; none where there is no such.</summary>
    private int Previous(Node node) => node.Op switch
    {
        Reshape => Origin(node.Inputs[0]) is { } product && ScaledProduct.KeepsChannels(product, node.Shape) && IsReadOnce(node.Inputs[0])
            ? node.Inputs[0]
            : None,
        Subtract => IsMadeOf(node, 0) ? node.Inputs[0] : None,
        Add or Multiply => IsMadeOf(node, 0) ? node.Inputs[0] : IsMadeOf(node, 1) ? node.Inputs[1] : None,
        _ => None,
    };

    private bool IsMadeOf(Node node, int index)
    {
        var (value, other) = (_graph[node.Inputs[index]], _graph[node.Inputs[1 - index]]);
        return value.Shape == node.Shape && _fixed[other.Id] && IsReadOnce(value.Id)
            && Origin(value.Id) is { } product && ScaledProduct.IsByChannel(product, value.Shape, other.Shape);
    }

    /// <summary>The product that a value is made of.</summary>
    private Node? Origin(int id) =>
        ScaledProduct.IsProduct(_graph[id].Op) ? (_fixed[_graph[id].Inputs[1]] ? _graph[id] : null)
        : _previous[id] == None ? null : Origin(_previous[id]);

    private bool IsReadOnce(int id) => _consumers[id].Length == 1 && !_outputs.Contains(id);

    private bool IsContinued(Node node) => IsReadOnce(node.Id) && _previous[_consumers[node.Id][0]] == node.Id;
}
