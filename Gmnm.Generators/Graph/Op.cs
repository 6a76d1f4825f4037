using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph;

/// <summary>
/// An operation of the graph: its arity, shape rule, gradient rule and cost. Options are properties, so two equal
/// operations on equal inputs are the same value.
/// </summary>
internal abstract record Op
{
    /// <summary>Number of inputs.</summary>
    public abstract int Arity { get; }

    /// <summary>The result's shape. A misfit is an internal error: layers check what users can get wrong.</summary>
    /// <exception cref="InvalidGraphException">The inputs do not fit.</exception>
    public abstract Shape InferShape(IReadOnlyList<Shape> inputs);

    /// <summary>Gradient of the loss with respect to each input; null where there is none.</summary>
    /// <param name="graph">Takes the new nodes.</param>
    /// <param name="node">The node of this operation.</param>
    /// <param name="gradient">Gradient of the loss with respect to the node, of its shape.</param>
    /// <exception cref="NotDifferentiableException">There is no rule: the operation is itself a backward pass.</exception>
    public abstract IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient);

    /// <summary>
    /// The function, by the name that users know, of which this is the value or a derivative, and whose slope jumps, so
    /// that it has no second derivative; null for smooth operations.
    /// </summary>
    public virtual string? Kink => null;

    /// <summary>Multiply-accumulates for one sample (or in all, where nothing is batched).</summary>
    public virtual long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) => 0;

    /// <summary>How the graph's text dump writes it.</summary>
    public override string ToString() => GetType().Name;
}
