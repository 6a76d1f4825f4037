using System.Collections.Immutable;

namespace Gmnm;

/// <summary>One input, output or target of a network. Where there are several, they lie one after the other in each sample.</summary>
/// <param name="Name">The name that its declaration gives it.</param>
/// <param name="Shape">Shape of one sample, without the batch.</param>
/// <param name="Offset">Its first float in the sample.</param>
public sealed record TensorInfo(string Name, ImmutableArray<int> Shape, int Offset)
{
    /// <summary>Floats of it in one sample.</summary>
    public int Length => Shape.Aggregate(1, static (product, size) => product * size);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}
