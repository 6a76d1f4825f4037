using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Passes;

/// <summary>
/// In the body of a loop over time: matrix products that only a sum reads become one product over all their depths, such
/// as those of the gates' gradients with the weights.
/// </summary>
internal sealed class JoinProducts
{
    private readonly ComputationGraph _graph;
    private readonly HashSet<int> _outputs;
    private readonly HashSet<int> _inner;

    private JoinProducts(ComputationGraph graph)
    {
        _graph = graph;
        _outputs = [.. graph.Outputs.Select(static output => output.Node)];
        _inner = [.. graph.Nodes.Where(static node => node.Op is Add)
            .SelectMany(sum => sum.Inputs.Items.Where(input => graph[input].Op is Add && IsReadHere(sum, input)))];
    }

    public static ComputationGraph Run(ComputationGraph graph)
    {
        var pass = new JoinProducts(graph);
        var replaced = new Dictionary<int, Node>();
        return GraphRewriter.Rewrite(graph, (builder, node, inputs) =>
        {
            var result = pass.Join(builder, node, replaced) ?? builder.Add(node.Op, [.. inputs]);
            replaced.Add(node.Id, result);
            return result;
        });
    }

    /// <summary>A sum that is no part of a larger one, with its products joined; null where there are fewer than two.</summary>
    private Node? Join(GraphBuilder builder, Node node, Dictionary<int, Node> replaced)
    {
        if (node.Op is not Add || _inner.Contains(node.Id))
        {
            return null;
        }

        var terms = Terms(node).ToArray();
        var products = terms.Where(term => IsProduct(term.Reader, term.Id)).Select(term => _graph[term.Id]).ToArray();
        if (products.Length < 2)
        {
            return null;
        }

        var joined = builder.Add(
            new ProductSum(products.Select(static product => (MatMul)product.Op).ToEquatableArray()),
            [.. products.SelectMany(static product => product.Inputs.Items).Select(id => replaced[id])]);
        return terms.Where(term => !IsProduct(term.Reader, term.Id))
            .Aggregate(joined, (sum, term) => builder.Add(new Add(), sum, replaced[term.Id]));
    }

    /// <summary>What a sum adds up, through the sums that only it reads.</summary>
    private IEnumerable<(Node Reader, int Id)> Terms(Node sum) => sum.Inputs.Items.SelectMany(input =>
        _inner.Contains(input) && IsReadHere(sum, input) ? Terms(_graph[input]) : [(sum, input)]);

    private bool IsProduct(Node reader, int id) =>
        _graph[id] is { Op: MatMul { Form: not MatMulForm.TransposedLeft }, Shape.Rank: 2 } && IsReadHere(reader, id);

    /// <summary>Whether a value of the reader's shape is read by nothing else, and once.</summary>
    private bool IsReadHere(Node reader, int id) =>
        _graph[id].Shape == reader.Shape && _graph.ReaderCount(id) == 1 && !_outputs.Contains(id)
        && reader.Inputs[0] != reader.Inputs[1];
}
