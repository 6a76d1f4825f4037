namespace Gmnm.Benchmarks.Gpu;

/// <summary>How far a network on the device is from the processor's, with the tolerances of docs/gpu.md.</summary>
/// <param name="Name">The network.</param>
/// <param name="Prediction">Greatest difference of a prediction, as a share of the greatest.</param>
/// <param name="Loss">Difference of the loss, as a share of it.</param>
/// <param name="Gradient">Of the gradients of all parameters the worst: its greatest difference as a share of its greatest element.</param>
/// <param name="Worst">That parameter.</param>
/// <param name="Passed">Whether all are within the tolerances.</param>
internal sealed record NetworkAgreement(string Name, double Prediction, double Loss, double Gradient, string Worst, bool Passed)
{
    private const double OfCuda = 5;
    private const double OfNetworks = 1e-4;

    /// <summary>A smaller share of the greatest gradient is all rounding, as that of a bias before a normalisation is.</summary>
    private const double Rounding = 1e-5;

    /// <summary>What rounding counts as, of the greatest gradient.</summary>
    private const double OfRounding = 0.1;

    public static NetworkAgreement Of(
        string name, NetworkInfo info, bool isEmulated,
        (float[] Output, float Loss, float[] Gradient) wanted, (float[] Output, float Loss, float[] Gradient) got)
    {
        var greatest = Greatest(wanted.Gradient);
        var (gradient, worst) = (0.0, "");
        foreach (var parameter in info.Parameters)
        {
            var expected = wanted.Gradient.AsSpan(parameter.Offset, parameter.Length);
            var least = Greatest(expected) < Rounding * greatest ? OfRounding * greatest : 0;
            var difference = Difference(expected, got.Gradient.AsSpan(parameter.Offset, parameter.Length), least);
            if (!(difference <= gradient))
            {
                (gradient, worst) = (difference, parameter.Name);
            }
        }

        var prediction = Difference(wanted.Output, got.Output, 0);
        var loss = Difference([wanted.Loss], [got.Loss], 0);
        var tolerance = isEmulated ? OfNetworks : OfCuda * OfNetworks;
        return new(name, prediction, loss, gradient, worst, prediction <= tolerance && loss <= tolerance && gradient <= tolerance);
    }

    /// <summary>Not a number where something is none.</summary>
    private static double Difference(ReadOnlySpan<float> wanted, ReadOnlySpan<float> got, double least)
    {
        var difference = 0.0;
        for (var i = 0; i < wanted.Length; i++)
        {
            var apart = Math.Abs((double)wanted[i] - got[i]);
            difference = apart <= difference ? difference : apart;
            if (double.IsNaN(apart))
            {
                return double.NaN;
            }
        }

        return difference == 0 ? 0 : difference / Math.Max(least, Greatest(wanted));
    }

    private static double Greatest(ReadOnlySpan<float> values)
    {
        var greatest = 0.0;
        foreach (var value in values)
        {
            greatest = Math.Max(greatest, Math.Abs(value));
        }

        return greatest;
    }
}
