namespace Gmnm;

/// <summary>Multiplies the learning rate by a factor at regular intervals.</summary>
public sealed class StepSchedule : Schedule
{
    private readonly long _interval;
    private readonly double _factor;

    /// <summary>Multiplies by <paramref name="factor"/> each <paramref name="interval"/> steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive, or the factor negative or not finite.</exception>
    public StepSchedule(long interval, double factor = 0.1)
    {
        RequirePositive(interval, nameof(interval));
        if (!(factor >= 0 && double.IsFinite(factor)))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "Expected a finite number, not negative.");
        }

        _interval = interval;
        _factor = factor;
    }

    /// <inheritdoc/>
    public override double Factor(long step) => Math.Pow(_factor, step / _interval);
}
