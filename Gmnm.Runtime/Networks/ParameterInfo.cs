using System.Collections.Immutable;

namespace Gmnm;

/// <summary>One parameter tensor of a network.</summary>
/// <param name="Name">Name, as in a checkpoint: <c>linear1.weight</c>.</param>
/// <param name="Shape">Shape; stored row-major.</param>
/// <param name="Offset">First float in the flat buffer; a multiple of 16.</param>
/// <param name="Initializer">How it starts.</param>
/// <param name="Kind">What training does with it.</param>
public sealed record ParameterInfo(
    string Name, ImmutableArray<int> Shape, int Offset, Initializer Initializer, ParameterKind Kind = ParameterKind.Trainable)
{
    /// <summary>Number of floats.</summary>
    public int Length => Shape.Aggregate(1, static (product, size) => product * size);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}
