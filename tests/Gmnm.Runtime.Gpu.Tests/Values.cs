namespace Gmnm.Runtime.Gpu.Tests;

/// <summary>Test data, and how results are compared.</summary>
internal static class Values
{
    /// <summary>Uniform numbers between two bounds.</summary>
    internal static float[] Uniform(int length, int seed, float low = -1f, float high = 1f)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => low + (random.NextSingle() * (high - low)))];
    }

    /// <summary>Whole numbers from 0 to below a count.</summary>
    internal static float[] Whole(int length, int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.Next(count))];
    }

    /// <summary>The error counts relative to the expected number where that is above 1.</summary>
    internal static void AssertNear(double[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i]));
            Assert.True(error <= tolerance, $"[{i}]: expected {expected[i]}, got {actual[i]}.");
        }
    }
}
