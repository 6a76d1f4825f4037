namespace Gmnm;

/// <summary>
/// Up from a low rate to the optimizer's and down to almost nothing, each along half a cosine, as PyTorch's
/// <c>OneCycleLR</c> does with cosine annealing.
/// </summary>
public sealed class OneCycleSchedule : Schedule
{
    private readonly double _lastStepUp;
    private readonly double _lastStep;
    private readonly double _start;
    private readonly double _final;

    /// <summary>Sets the length and the ends.</summary>
    /// <param name="totalSteps">Steps of the cycle, at least 2; the lowest rate is kept after it.</param>
    /// <param name="risingFraction">Part of the cycle in which the rate rises, between 0 and 1.</param>
    /// <param name="startDivisor">The first rate is the optimizer's divided by this; at least 1.</param>
    /// <param name="finalDivisor">The last rate is the first divided by this; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public OneCycleSchedule(long totalSteps, double risingFraction = 0.3, double startDivisor = 25, double finalDivisor = 1e4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 2);
        if (!(risingFraction is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(risingFraction), risingFraction, "Expected a number between 0 and 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(startDivisor, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(finalDivisor, 1);
        _lastStepUp = (risingFraction * totalSteps) - 1;
        _lastStep = totalSteps - 1;
        _start = 1 / startDivisor;
        _final = _start / finalDivisor;
    }

    /// <inheritdoc/>
    public override double Factor(long step)
    {
        // Strictly less: where the cycle has no step that rises, its first has the full rate or is on the way down.
        if (step < _lastStepUp)
        {
            return Cosine(_start, 1, step / _lastStepUp);
        }

        return Cosine(1, _final, Math.Min(1, (step - _lastStepUp) / (_lastStep - _lastStepUp)));
    }
}
