using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class NormalDistributionTests
{
    /// <summary>Absolute error of the distribution, relative error of the density times 1 + x².</summary>
    [Fact]
    public void ErrorStaysBelowWhatTheDocumentsSay()
    {
        double distribution = 0, density = 0;
        for (var x = -12.0; x <= 12; x += 1.0 / 4096)
        {
            var value = (float)x;
            var computed = Transcendental.NormalDensity(value);
            var exact = Math.Exp(-(double)value * value / 2) / Math.Sqrt(2 * Math.PI);
            density = Math.Max(density, Math.Abs((computed / exact) - 1) / (1 + ((double)value * value)));
            distribution = Math.Max(distribution, Math.Abs(Transcendental.NormalDistribution(value, computed) - Below(value)));
        }

        Assert.InRange(distribution, 0, 1.6e-7);
        Assert.InRange(density, 0, 1.5e-7);
    }

    /// <summary>Where GELU is small it is still right in relative terms, as far as the density is.</summary>
    [Fact]
    public void TailIsRelativelyExact()
    {
        for (var x = -5.5; x <= 0; x += 1.0 / 1024)
        {
            var value = (float)x;
            Assert.Equal(1, Transcendental.NormalDistribution(value, Transcendental.NormalDensity(value)) / Below(value), 4e-6);
        }
    }

    [Theory]
    [InlineData(0f, 0.5f)]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(float.NaN, float.NaN)]
    public void LimitsAreExact(float x, float expected) =>
        Assert.Equal(expected, Transcendental.NormalDistribution(x, Transcendental.NormalDensity(x)), 6e-8f);

    /// <summary>Φ(x): a series near 0, a continued fraction of the tail beyond.</summary>
    private static double Below(double x)
    {
        var t = Math.Abs(x);
        var density = Math.Exp(-t * t / 2) / Math.Sqrt(2 * Math.PI);
        double tail;
        if (t < 3)
        {
            double term = t, sum = t;
            for (var k = 1; k < 80; k++)
            {
                term *= t * t / ((2 * k) + 1);
                sum += term;
            }

            tail = 0.5 - (density * sum);
        }
        else
        {
            var fraction = 0.0;
            for (var k = 200; k > 0; k--)
            {
                fraction = k / (t + fraction);
            }

            tail = density / (t + fraction);
        }

        return x < 0 ? tail : 1 - tail;
    }
}
