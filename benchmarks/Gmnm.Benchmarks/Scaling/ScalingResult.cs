namespace Gmnm.Benchmarks.Scaling;

/// <summary>Median microseconds and multiply-adds of a prediction and of a training step of one size.</summary>
internal sealed record ScalingResult(
    int Size, double PredictionMicroseconds, double PredictionMultiplyAdds, double StepMicroseconds, double StepMultiplyAdds)
{
    /// <summary>Nanoseconds for a thousand multiply-adds.</summary>
    public double PredictionCost => 1e6 * PredictionMicroseconds / PredictionMultiplyAdds;

    /// <inheritdoc cref="PredictionCost"/>
    public double StepCost => 1e6 * StepMicroseconds / StepMultiplyAdds;
}
