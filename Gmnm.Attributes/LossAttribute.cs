using System;

namespace Gmnm;

/// <summary>
/// The loss that the network is trained with. At most one, after the last layer. Cross-entropy and the Gaussian
/// likelihood take a flat output, [N], the others any shape. Without it the network only predicts.
/// </summary>
/// <param name="kind">Which loss.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class LossAttribute(LossKind kind) : Attribute
{
    /// <summary>Which loss.</summary>
    public LossKind Kind { get; } = kind;

    /// <summary>
    /// Cross-entropy only: the share s of the target, in [0, 1), that is spread evenly over all C classes:
    /// (1 - s) for the target's class, plus s / C for each.
    /// </summary>
    public double LabelSmoothing { get; set; }

    /// <summary>Huber only: the positive error d at which e²/2 gives way to d (|e| - d/2).</summary>
    public double Delta { get; set; } = 1;
}
