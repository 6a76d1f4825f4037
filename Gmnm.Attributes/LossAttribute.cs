using System;

namespace Gmnm;

/// <summary>
/// The loss that the network is trained with; without one the network only predicts. On the class it names a loss of the
/// library, after the last layer of a stack: cross-entropy and the Gaussian likelihood take a flat output, [N], the others any
/// shape. On a method of a graph, without a kind, the method is the loss.
/// </summary>
/// <remarks>
/// A loss method takes inputs of the network, by the names that they have in <c>Forward</c>, and targets: parameters of other
/// names, with <see cref="ShapeAttribute"/>. The mean of what it returns is the loss. It may call <c>Forward</c> and layers.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false, AllowMultiple = true)]
public sealed class LossAttribute : Attribute
{
    /// <summary>Marks the method that is the loss.</summary>
    public LossAttribute()
    {
    }

    /// <summary>A loss of the library.</summary>
    /// <param name="kind">Which loss.</param>
    public LossAttribute(LossKind kind) => Kind = kind;

    /// <summary>Which loss; null on a method.</summary>
    public LossKind? Kind { get; }

    /// <summary>
    /// Cross-entropy only: the share s of the target, in [0, 1), that is spread evenly over all C classes:
    /// (1 - s) for the target's class, plus s / C for each.
    /// </summary>
    public double LabelSmoothing { get; set; }

    /// <summary>Huber only: the positive error d at which e²/2 gives way to d (|e| - d/2).</summary>
    public double Delta { get; set; } = 1;
}
