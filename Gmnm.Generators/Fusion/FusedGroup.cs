using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Products;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Fusion;

/// <summary>Nodes that one generated method computes together. The families are the subtypes.</summary>
/// <param name="Nodes">Ids of the members, ascending.</param>
internal abstract record FusedGroup(ImmutableArray<int> Nodes)
{
    public abstract FusedGroup With(int node);
}

/// <summary>
/// Elementwise operations and reductions over one iteration space, row by row: a row stays in the first-level cache
/// between its stages.
/// </summary>
/// <param name="Space">The shape that the group iterates over.</param>
internal sealed record RowGroup(Shape Space, ImmutableArray<int> Nodes) : FusedGroup(Nodes)
{
    public override FusedGroup With(int node) => this with { Nodes = Nodes.Add(node) };
}

/// <summary>A matrix product whose results pass through elementwise operations while still in registers.</summary>
/// <param name="Product">The product's node, the first member.</param>
/// <param name="Kernel">The loop that computes it.</param>
internal sealed record MatMulGroup(int Product, Shape Space, ProductKernel Kernel, ImmutableArray<int> Nodes) : FusedGroup(Nodes)
{
    private const int MostInlined = 10;

    /// <summary>Whether the epilogue is too heavy for a copy of it in each kind of tile.</summary>
    public bool IsHeavy(ComputationGraph graph) =>
        Nodes.Length > MostInlined || Nodes.Any(id => OpClasses.IsExpensive(graph[id].Op));

    public override FusedGroup With(int node) => this with { Nodes = Nodes.Add(node) };
}

/// <summary>
/// Matrix products of the same left operands with packed right ones, whose results pass together through elementwise
/// operations: the gates of a recurrent cell.
/// </summary>
/// <param name="Products">The products' nodes, at most <see cref="Most"/>.</param>
/// <param name="Space">The shape of each.</param>
internal sealed record ProductsGroup(ImmutableArray<int> Products, Shape Space, ImmutableArray<int> Nodes) : FusedGroup(Nodes)
{
    /// <summary>Mirrors <c>PackedProducts.MostProducts</c>.</summary>
    public const int Most = 4;

    public override FusedGroup With(int node) => this with { Nodes = Nodes.Add(node) };

    public ProductsGroup WithProduct(int node) => this with { Products = Products.Add(node), Nodes = Nodes.Add(node) };

    /// <summary>Whether the loop around packs the right operands.</summary>
    public bool IsPackedBefore(Graph.ComputationGraph graph) => ProductTerm.IsLoopInvariant(graph, graph[Products[0]]);

    public bool Takes(Graph.ComputationGraph graph, Graph.Node product) =>
        Products.Length < Most && ProductTerm.AreSiblings(graph, graph[Products[0]], product);
}

/// <summary>
/// Matrix products with the same transposed left operand, sums over many rows: gradients of weights.
/// </summary>
/// <param name="Nodes">The products, at most <see cref="Most"/>.</param>
internal sealed record TransposedProductsGroup(ImmutableArray<int> Nodes) : FusedGroup(Nodes)
{
    /// <summary>Mirrors <c>TransposedProducts.MostProducts</c>.</summary>
    public const int Most = 4;

    public override FusedGroup With(int node) => this with { Nodes = Nodes.Add(node) };
}

/// <summary>A convolution whose results pass through elementwise operations while still in registers.</summary>
/// <param name="Product">The convolution's node, the first member.</param>
/// <param name="Space">Its shape, [N, F, rows, columns].</param>
internal sealed record ConvolutionGroup(int Product, Shape Space, ImmutableArray<int> Nodes) : FusedGroup(Nodes)
{
    public override FusedGroup With(int node) => this with { Nodes = Nodes.Add(node) };
}

/// <summary>
/// The exponentials of a GMNM layer, from projections or axis-aligned distances; with the projections, where they are saved.
/// </summary>
internal sealed record GaussianGroup(ImmutableArray<int> Nodes) : FusedGroup(Nodes)
{
    public override FusedGroup With(int node) => this with { Nodes = Nodes.Add(node) };
}

/// <summary>The gradients of a GMNM layer's exponentials with respect to each operand.</summary>
internal sealed record GaussianGradientGroup(ImmutableArray<int> Nodes) : FusedGroup(Nodes)
{
    public override FusedGroup With(int node) => this with { Nodes = Nodes.Add(node) };
}

/// <summary>Attention without its weights in memory: its nodes are the results of one computation, or the gradients of it.</summary>
internal sealed record AttentionGroup(ImmutableArray<int> Nodes) : FusedGroup(Nodes)
{
    public override FusedGroup With(int node) => this with { Nodes = Nodes.Add(node) };
}

/// <summary>A loop over time: its nodes are the results of one loop.</summary>
internal sealed record ScanGroup(ImmutableArray<int> Nodes) : FusedGroup(Nodes)
{
    public override FusedGroup With(int node) => this with { Nodes = Nodes.Add(node) };
}

/// <summary>One operation with a kernel of its own, called as it is.</summary>
internal sealed record KernelGroup(ImmutableArray<int> Nodes) : FusedGroup(Nodes)
{
    public override FusedGroup With(int node) => throw new Graph.InvalidGraphException("A kernel group has one member.");
}
