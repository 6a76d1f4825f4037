namespace Gmnm.Gpu;

/// <summary>Where a device keeps what steps gave until the host reads it: one block of floats.</summary>
internal static class StepRecord
{
    /// <summary>Factor on the gradient of the running step, as clipping gives it.</summary>
    public const int Factor = 0;

    /// <summary>Not 0 from the first step on whose loss or norm was not finite: nothing is updated any more.</summary>
    public const int Stopped = 1;

    /// <summary>The loss of the first step; its norm is the next, and so on.</summary>
    public const int Outcomes = 2;

    /// <summary>Floats of a step.</summary>
    public const int OutcomeLength = 2;

    /// <summary>Where the outcomes of a number of steps end.</summary>
    public static int LengthOf(int steps) => Outcomes + (OutcomeLength * steps);
}
