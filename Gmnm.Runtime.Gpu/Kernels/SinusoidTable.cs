using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Sines and cosines of places, [length, features], in double precision without a library: the device has no such functions
/// of its own. Runs once, so the slow units of doubles do not matter.
/// </summary>
public static class SinusoidTable
{
    /// <summary>sin(t / 10000^(i / features)) at place t, column i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FillSine(int length, int features, Place result)
    {
        for (var i = GpuGrid.First; i < length * features; i += GpuGrid.Stride)
        {
            result[i] = (float)Sine(i / features * Frequency(i % features, features), 0);
        }
    }

    /// <summary>cos(t / 10000^(i / features)) at place t, column i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FillCosine(int length, int features, Place result)
    {
        for (var i = GpuGrid.First; i < length * features; i += GpuGrid.Stride)
        {
            result[i] = (float)Sine(i / features * Frequency(i % features, features), 1);
        }
    }

    /// <summary>The sine in even columns i, and in the column behind it the cosine of the same angle t / 10000^(i / features).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FillInterleaved(int length, int features, Place result)
    {
        for (var i = GpuGrid.First; i < length * features; i += GpuGrid.Stride)
        {
            var odd = i % features % 2;
            result[i] = (float)Sine(i / features * Frequency((i % features) - odd, features), odd);
        }
    }

    /// <summary>10000^(-column / features).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Frequency(int column, int features)
    {
        // e^x = 2^-halvings e^r with 0 <= r < log 2.
        var x = -9.210340371976182736 * column / features;
        var halvings = (int)(-x * 1.4426950408889634074) + 1;
        var r = x + (halvings * 0.69314718055994530942);
        var power = 1.0;
        for (var n = 18; n > 0; n--)
        {
            power = 1.0 + (r / n * power);
        }

        return power / (1 << halvings);
    }

    /// <summary>sin(angle + quarters · π / 2) of an angle that is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sine(double angle, int quarters)
    {
        var turns = (int)((angle * 0.63661977236758134308) + 0.5);
        // π / 2 in two parts; the product with the first is exact for a million turns.
        var r = angle - (turns * 1.5707963267341256);
        r -= turns * 6.0771005065061922e-11;
        var quarter = (turns + quarters) & 3;
        var square = r * r;
        double sine = 1.0, cosine = 1.0;
        for (var n = 18; n > 0; n -= 2)
        {
            sine = 1.0 - (square / (n * (n + 1)) * sine);
            cosine = 1.0 - (square / (n * (n - 1)) * cosine);
        }

        var value = (quarter & 1) == 0 ? r * sine : cosine;
        return (quarter & 2) == 0 ? value : -value;
    }
}
