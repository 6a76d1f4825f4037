using Gmnm.Generators.Model;

namespace Gmnm.Generators.Declaration.Operations;

/// <summary>A range or one index of each axis, from the first; axes that are not named stay whole.</summary>
internal sealed record IndexOperation(EquatableArray<AxisRange> Ranges) : Operation;

/// <summary>What is taken of one axis, as <c>System.Range</c> has it: <c>^2..</c> is from 2 before the end to 0 before the end.</summary>
/// <param name="Start">First index.</param>
/// <param name="StartFromEnd">Whether <paramref name="Start"/> counts from the end.</param>
/// <param name="End">Index after the last; of no meaning for a single index.</param>
/// <param name="EndFromEnd">Whether <paramref name="End"/> counts from the end.</param>
/// <param name="IsIndex">Whether it is a single index, which drops the axis.</param>
internal readonly record struct AxisRange(int Start, bool StartFromEnd, int End, bool EndFromEnd, bool IsIndex)
{
    /// <summary>The whole axis: <c>..</c>.</summary>
    public static AxisRange All { get; } = new(0, false, 0, true, false);

    public static AxisRange At(int index, bool fromEnd) => new(index, fromEnd, 0, false, true);
}
