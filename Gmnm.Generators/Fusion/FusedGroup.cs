using System.Collections.Immutable;
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
internal sealed record MatMulGroup(int Product, Shape Space, ImmutableArray<int> Nodes) : FusedGroup(Nodes)
{
    public override FusedGroup With(int node) => this with { Nodes = Nodes.Add(node) };
}

/// <summary>A convolution whose results pass through elementwise operations while still in registers.</summary>
/// <param name="Product">The convolution's node, the first member.</param>
/// <param name="Space">Its shape, [N, F, rows, columns].</param>
internal sealed record ConvolutionGroup(int Product, Shape Space, ImmutableArray<int> Nodes) : FusedGroup(Nodes)
{
    public override FusedGroup With(int node) => this with { Nodes = Nodes.Add(node) };
}

/// <summary>The exponentials of a GMNM layer, from projections or axis-aligned distances.</summary>
internal sealed record GaussianGroup(ImmutableArray<int> Nodes) : FusedGroup(Nodes)
{
    public override FusedGroup With(int node) => throw new Graph.InvalidGraphException("A Gaussian group has one member.");
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
