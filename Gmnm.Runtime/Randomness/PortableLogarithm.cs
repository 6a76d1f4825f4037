namespace Gmnm.Randomness;

/// <summary>
/// Natural logarithm from basic operations alone: <see cref="Math.Log(double)"/> calls the platform's library, whose
/// last bit differs between systems, and initial weights must not.
/// </summary>
internal static class PortableLogarithm
{
    // ln 2 in two parts: the first has few enough bits that its product with an exponent is exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>ln(<paramref name="value"/>) for a positive normal number; error below 2 units in the last place.</summary>
    public static double Of(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.UInt64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        // ln m = 2 artanh s = 2 (s + s³/3 + s⁵/5 + …), |s| < 0.1716: 11 terms reach 1e-18.
        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var series = 0.0;
        for (var n = 21; n >= 3; n -= 2)
        {
            series = (series + (1.0 / n)) * square;
        }

        return (exponent * Ln2High) + ((exponent * Ln2Low) + (2 * s) + (2 * s * series));
    }
}
