using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Passes;

/// <summary>A value of a network that runs step by step.</summary>
/// <param name="Node">Its node; a sequence has one element along its time axis.</param>
/// <param name="Time">The time axis, or <see cref="Never"/> or <see cref="Running"/>.</param>
internal readonly record struct TimedValue(Node Node, int Time)
{
    /// <summary>Does not depend on the input.</summary>
    public const int Never = -1;

    /// <summary>Has no time axis: what the steps so far give.</summary>
    public const int Running = 0;

    public bool IsSequence => Time > 0;
}
