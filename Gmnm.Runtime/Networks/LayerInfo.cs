using System.Collections.Immutable;

namespace Gmnm;

/// <summary>One layer of a network, for tables and messages.</summary>
/// <param name="Name">Name of the layer, unique in the network.</param>
/// <param name="Kind">What it is, with its options: <c>Gmnm(64, Components = 128)</c>.</param>
/// <param name="OutputShape">Shape of its output for one sample.</param>
/// <param name="ParameterCount">Scalars, running statistics aside; frozen ones count.</param>
/// <param name="MultiplyAccumulates">Multiply-accumulates of its forward pass for one sample.</param>
public sealed record LayerInfo(
    string Name, string Kind, ImmutableArray<int> OutputShape, int ParameterCount, long MultiplyAccumulates)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Kind} [{string.Join(", ", OutputShape)}], {ParameterCount} parameters";
}
