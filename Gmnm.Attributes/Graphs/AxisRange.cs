using System;

namespace Gmnm;

/// <summary>
/// What is taken of one axis of a <see cref="SymbolicTensor"/>: an index, which drops the axis, or a range. Written as
/// <c>2</c>, <c>^1</c>, <c>1..3</c>, <c>..</c> or <c>^2..</c>.
/// </summary>
public readonly struct AxisRange
{
    /// <summary>One index.</summary>
    /// <param name="index">From 0.</param>
    public static implicit operator AxisRange(int index) => throw SymbolicTensor.NeverRuns();

    /// <summary>One index, which may count from the end.</summary>
    /// <param name="index">The index.</param>
    public static implicit operator AxisRange(Index index) => throw SymbolicTensor.NeverRuns();

    /// <summary>A range.</summary>
    /// <param name="range">The range.</param>
    public static implicit operator AxisRange(Range range) => throw SymbolicTensor.NeverRuns();
}
