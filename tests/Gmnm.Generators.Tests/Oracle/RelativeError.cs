namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Distance of two tensors relative to the size of the expected one.</summary>
internal static class RelativeError
{
    /// <summary>Tensors smaller than this are zero up to rounding: their error counts as absolute.</summary>
    private const double Negligible = 1e-4;

    /// <summary>max |actual - expected| / max |expected|; infinite where lengths differ or a value is not a number.</summary>
    public static double Of(IReadOnlyList<double> actual, IReadOnlyList<double> expected, double negligible = Negligible)
    {
        if (actual.Count != expected.Count)
        {
            return double.PositiveInfinity;
        }

        var (error, size) = (0.0, negligible);
        for (var index = 0; index < actual.Count; index++)
        {
            var difference = Math.Abs(actual[index] - expected[index]);
            error = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(error, difference);
            size = Math.Max(size, Math.Abs(expected[index]));
        }

        return error / size;
    }
}
