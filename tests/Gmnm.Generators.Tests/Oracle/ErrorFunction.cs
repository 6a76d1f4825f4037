namespace Gmnm.Generators.Tests.Oracle;

/// <summary>erf to double precision: the power series for small arguments, the continued fraction of erfc beyond.</summary>
internal static class ErrorFunction
{
    public static double Of(double x)
    {
        var magnitude = Math.Abs(x);
        var value = magnitude < 2.5 ? Series(magnitude) : 1 - Complement(magnitude);
        return x < 0 ? -value : value;
    }

    /// <summary>2/√π e^(-x²) Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): every term positive, so nothing cancels.</summary>
    private static double Series(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; term > sum * 1e-18; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>e^(-x²) / √π · 1 / (x + ½ / (x + 1 / (x + 3/2 / (x + …)))).</summary>
    private static double Complement(double x)
    {
        var fraction = x;
        for (var n = 200; n >= 1; n--)
        {
            fraction = x + (n * 0.5 / fraction);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
