namespace Gmnm.Benchmarks;

/// <summary>Random numbers that are the same in each run.</summary>
internal static class Numbers
{
    public static float[] Normal(int count, ulong seed)
    {
        var random = new Random((int)seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            values[i] = (float)(radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }

    /// <summary>Whole numbers from 0 to below <paramref name="limit"/>.</summary>
    public static float[] Integers(int count, int limit, ulong seed)
    {
        var random = new Random((int)seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = random.Next(limit);
        }

        return values;
    }
}
