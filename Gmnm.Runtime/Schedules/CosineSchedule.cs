namespace Gmnm;

/// <summary>A linear warm-up to the optimizer's learning rate, then half a cosine down, then the final rate for good.</summary>
public sealed class CosineSchedule : Schedule
{
    private readonly long _totalSteps;
    private readonly long _warmUpSteps;
    private readonly double _finalFraction;

    /// <summary>Sets the length and the ends.</summary>
    /// <param name="totalSteps">Steps until the final rate, warm-up included.</param>
    /// <param name="warmUpSteps">Steps of warm-up: the last has the full rate. Fewer than <paramref name="totalSteps"/>.</param>
    /// <param name="finalFraction">Final rate as a part of the optimizer's, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public CosineSchedule(long totalSteps, long warmUpSteps = 0, double finalFraction = 0)
    {
        RequirePositive(totalSteps, nameof(totalSteps));
        ArgumentOutOfRangeException.ThrowIfNegative(warmUpSteps);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(warmUpSteps, totalSteps);
        if (!(finalFraction is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(finalFraction), finalFraction, "Expected a number from 0 to 1.");
        }

        _totalSteps = totalSteps;
        _warmUpSteps = warmUpSteps;
        _finalFraction = finalFraction;
    }

    /// <inheritdoc/>
    public override double Factor(long step)
    {
        if (step < _warmUpSteps)
        {
            return (step + 1.0) / _warmUpSteps;
        }

        var fraction = Math.Min(1, (double)(step - _warmUpSteps) / (_totalSteps - _warmUpSteps));
        return Cosine(1, _finalFraction, fraction);
    }
}
