using Gmnm;

namespace Samples;

/// <summary>What is to be fitted: a two-armed spiral that fades outwards, with a sharp ridge across it.</summary>
internal static class TargetFunction
{
    /// <summary>The plane's square is [-Extent, Extent]².</summary>
    public const float Extent = 2;

    private const int SampleCount = 8192;

    /// <summary>Its value at a point.</summary>
    public static float At(float x, float y)
    {
        var radius = MathF.Sqrt((x * x) + (y * y));
        var spiral = radius * MathF.Exp(-0.6f * radius * radius) * MathF.Cos((2 * MathF.Atan2(y, x)) + (4 * radius));
        var across = (x - y + 1.6f) / 0.15f;
        return (2 * spiral) + (0.6f * MathF.Exp(-0.5f * across * across));
    }

    /// <summary>Points drawn evenly from the square, with the function's values.</summary>
    public static Dataset Sample(int seed)
    {
        var random = new Random(seed);
        var points = new float[2 * SampleCount];
        var values = new float[SampleCount];
        for (var i = 0; i < SampleCount; i++)
        {
            points[2 * i] = Extent * ((2 * random.NextSingle()) - 1);
            points[(2 * i) + 1] = Extent * ((2 * random.NextSingle()) - 1);
            values[i] = At(points[2 * i], points[(2 * i) + 1]);
        }

        return new Dataset(points, values, inputLength: 2, targetLength: 1);
    }
}
