namespace Gmnm;

/// <summary>
/// How the learning rate changes: a pure function of the number of steps taken, so that a resumed training continues
/// where it was.
/// </summary>
public abstract class Schedule
{
    /// <summary>Factor on the optimizer's learning rate for the step after <paramref name="step"/> steps.</summary>
    public abstract double Factor(long step);

    private protected static void RequirePositive(long value, string name) =>
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);

    /// <summary>From <paramref name="start"/> at 0 to <paramref name="end"/> at 1 along half a cosine.</summary>
    private protected static double Cosine(double start, double end, double fraction) =>
        end + ((start - end) / 2 * (1 + Math.Cos(Math.PI * fraction)));
}
