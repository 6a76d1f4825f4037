using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// Sines and cosines of places, [length, features]. Place t is turned from place t - 1 in double precision, so that a table
/// costs four multiplications an element, and long ones lose nothing that a float would show.
/// </summary>
public static class SinusoidTable
{
    private const double Base = 10000;

    /// <summary>sin(t / 10000^(i / features)) at place t, column i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillSine(int length, int features, ref float result)
    {
        for (var column = 0; column < features; column++)
        {
            Fill(length, features, Frequency(column, features), ref Unsafe.Add(ref result, column), ref Unsafe.NullRef<float>());
        }
    }

    /// <summary>cos(t / 10000^(i / features)) at place t, column i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillCosine(int length, int features, ref float result)
    {
        for (var column = 0; column < features; column++)
        {
            Fill(length, features, Frequency(column, features), ref Unsafe.NullRef<float>(), ref Unsafe.Add(ref result, column));
        }
    }

    /// <summary>The sine in even columns i, and in the column behind it the cosine of the same angle t / 10000^(i / features).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillInterleaved(int length, int features, ref float result)
    {
        for (var column = 0; column < features; column += 2)
        {
            ref var sine = ref Unsafe.Add(ref result, column);
            Fill(
                length,
                features,
                Frequency(column, features),
                ref sine,
                ref column + 1 < features ? ref Unsafe.Add(ref sine, 1) : ref Unsafe.NullRef<float>());
        }
    }

    private static double Frequency(int column, int features) => Math.Pow(Base, -(double)column / features);

    /// <summary>One column of sines and one of cosines; a null reference leaves one out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(int length, int features, double frequency, ref float sines, ref float cosines)
    {
        var (turnSine, turnCosine) = Math.SinCos(frequency);
        var (sine, cosine) = (0.0, 1.0);
        for (var place = 0; place < length; place++)
        {
            if (!Unsafe.IsNullRef(ref sines))
            {
                Unsafe.Add(ref sines, (nint)place * features) = (float)sine;
            }

            if (!Unsafe.IsNullRef(ref cosines))
            {
                Unsafe.Add(ref cosines, (nint)place * features) = (float)cosine;
            }

            (sine, cosine) = ((sine * turnCosine) + (cosine * turnSine), (cosine * turnCosine) - (sine * turnSine));
        }
    }
}
