namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>Compares sums in single precision with sums in double.</summary>
internal static class NumericAssert
{
    /// <summary>Each value within the rounding of a sum of <paramref name="terms"/> products of numbers below 1.</summary>
    internal static void Close(string name, Guarded actual, double[] expected, int terms)
    {
        Assert.Equal(expected.Length, actual.Length);
        var tolerance = 1e-6 * Math.Sqrt(terms + 1);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(actual[i] - expected[i]) <= tolerance, $"{name}, element {i}: expected {expected[i]}, got {actual[i]}");
        }
    }
}
