namespace Samples;

/// <summary>How far forecasts are from what was measured, both standardised.</summary>
/// <param name="MeanSquare">Mean of the squared differences.</param>
/// <param name="MeanAbsolute">Mean of the absolute differences.</param>
internal sealed record ForecastError(double MeanSquare, double MeanAbsolute)
{
    /// <summary>Compares all hours of all windows.</summary>
    public static ForecastError Of(ReadOnlySpan<float> forecasts, ReadOnlySpan<float> measured)
    {
        double squares = 0, absolutes = 0;
        for (var i = 0; i < measured.Length; i++)
        {
            var difference = (double)forecasts[i] - measured[i];
            squares += difference * difference;
            absolutes += Math.Abs(difference);
        }

        return new ForecastError(squares / measured.Length, absolutes / measured.Length);
    }
}
