namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Gradients by central differences of fourth order.</summary>
internal static class FiniteDifferences
{
    /// <summary>Truncation about Step⁴, rounding about 10⁻¹⁶ / Step: both near 10⁻¹².</summary>
    private const double Step = 3e-4;

    /// <summary>Gradient of <paramref name="loss"/> with respect to <paramref name="values"/>, which it varies and restores.</summary>
    public static double[] Gradient(Func<double> loss, double[] values)
    {
        var gradient = new double[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            var origin = values[index];
            double At(double offset)
            {
                values[index] = origin + offset;
                return loss();
            }

            gradient[index] = ((8 * (At(Step) - At(-Step))) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
            values[index] = origin;
        }

        return gradient;
    }
}
