namespace Gmnm.Generators.Declaration.Operations;

/// <summary>One number for each row of an axis, or for the whole sample, which gives the shape [1].</summary>
/// <param name="Kind">Which number.</param>
/// <param name="Axis">The axis; null for all of them.</param>
/// <param name="KeepAxis">Whether the axis stays, of size 1.</param>
internal sealed record ReduceOperation(ReduceKind Kind, int? Axis, bool KeepAxis) : Operation;

internal enum ReduceKind
{
    Sum,
    Mean,
    Max,

    /// <summary>Σ (x - mean)² / n.</summary>
    Variance,

    /// <summary>log Σ exp(x).</summary>
    LogSumExp,
}
