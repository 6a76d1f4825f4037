using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Products;

namespace Gmnm.Generators.Fusion;

/// <content>Products that share an operand are one group.</content>
internal sealed partial class Fuser
{
    private bool _hasProducts;

    /// <summary>A product joins those of the same left operands, where its right one is there from the start.</summary>
    private void PlaceProducts(Node node)
    {
        var siblings = ProductTerm.IsLoopInvariant(_graph, node)
            ? _groups.FindIndex(group => group is ProductsGroup products && products.Takes(_graph, node))
            : Unplaced;
        if (siblings < 0)
        {
            Start(new ProductsGroup([node.Id], node.Shape, [node.Id]));
            _hasProducts = true;
            return;
        }

        _groups[siblings] = ((ProductsGroup)_groups[siblings]).WithProduct(node.Id);
        _groupOf[node.Id] = siblings;
    }

    /// <summary>Whether another product sums over the rows of the same left operand.</summary>
    private bool HasTransposedSibling(Node node) => node.Shape.Rank == 2 && _graph[node.Inputs[0]].Shape.IsBatched
        && _consumers[node.Inputs[0]].Any(other => other != node.Id && IsTransposedSibling(node, _graph[other]));

    /// <summary>Whether a gradient of weights, which nothing else is made of here, is better multiplied where its operands are.</summary>
    private bool IsMultipliedInPlace(Node node) => _consumers[node.Id].IsEmpty && node.Inputs[0] != node.Inputs[1]
        && ProductCost.IsWorthLeaving(node.Shape);

    private static bool IsTransposedSibling(Node node, Node other) =>
        other.Op == node.Op && other.Inputs[0] == node.Inputs[0];

    private void PlaceTransposed(Node node)
    {
        var right = _groupOf[_graph.Root(node.Inputs[1])];
        var siblings = _groups.FindIndex(group => group is TransposedProductsGroup { Nodes.Length: < TransposedProductsGroup.Most }
            && IsTransposedSibling(node, _graph[group.Nodes[0]]));
        if (siblings > right)
        {
            Join(node.Id, siblings);
        }
        else
        {
            Start(new TransposedProductsGroup([node.Id]));
        }
    }

    /// <summary>In the body of a loop: what is made of the step's operands alone joins products of its shape.</summary>
    private bool TryJoinProducts(Node node)
    {
        if (!_hasProducts)
        {
            return false;
        }

        var joining = Waiting(node.Id);
        if (!joining.SelectMany(id => _operands[id]).All(operand => IsWaiting(operand) || OpClasses.IsStepOperand(_graph[operand].Op)))
        {
            return false;
        }

        var products = _groups.FindIndex(group => group is ProductsGroup && GroupWeight.Allows(_graph, group.Nodes, joining)
            && joining.All(id => Holds(group, _graph[id])));
        if (products < 0 || !joining.All(id => ReadsWithin(_graph[id], products)))
        {
            return false;
        }

        Pull(node.Id, products);
        return true;
    }
}
