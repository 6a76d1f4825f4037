using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>Each operation at each width against the scalar, bit for bit, and the scalar against plain arithmetic.</summary>
public class LanesTests
{
    private static readonly float[] First =
        [1f, -2f, 0f, -0f, 0.5f, 1.5f, 2.5f, -3.5f, 1e-40f, 3e38f, float.PositiveInfinity, float.NegativeInfinity, 7f, 1e10f, -1e-10f, 123.456f];

    private static readonly float[] Second =
        [3f, -2f, -0f, 0f, 4f, -1.5f, 1e5f, 2f, 3f, 2f, 1f, 5f, 7f, -1e9f, 1e-20f, -0.1f];

    private static readonly float[] Exponents =
        [0f, 1f, -1f, 127f, -126f, 10f, -10f, 128f, -149f, 200f, -200f, 254f, -252f, 2f, 3f, 4f];

    [Fact]
    public void WideOperationsGiveTheBitsOfTheScalar()
    {
        Check<Lanes512>();
        Check<Lanes256>();
        Check<Lanes128>();
    }

    [Fact]
    public void ScalarOperationsAreTheFieldsOwn()
    {
        for (var i = 0; i < First.Length; i++)
        {
            float x = First[i], y = Second[i];
            Assert.Equal(x + y, Value(Lanes1.Splat(x) + Lanes1.Splat(y)));
            Assert.Equal(x - y, Value(Lanes1.Splat(x) - Lanes1.Splat(y)));
            Assert.Equal(x * y, Value(Lanes1.Splat(x) * Lanes1.Splat(y)));
            Assert.Equal(x / y, Value(Lanes1.Splat(x) / Lanes1.Splat(y)));
            Assert.Equal(MathF.Min(x, y), Value(Lanes1.Min(Lanes1.Splat(x), Lanes1.Splat(y))));
            Assert.Equal(MathF.Max(x, y), Value(Lanes1.Max(Lanes1.Splat(x), Lanes1.Splat(y))));
            Assert.Equal(MathF.Round(x), Value(Lanes1.Round(Lanes1.Splat(x))));
            Assert.Equal(x > y ? x : y, Value(Lanes1.Select(
                Lanes1.GreaterThan(Lanes1.Splat(x), Lanes1.Splat(y)), Lanes1.Splat(x), Lanes1.Splat(y))));
        }

        Assert.Equal(10f, Value(Lanes1.MultiplyAdd(Lanes1.Splat(2f), Lanes1.Splat(3f), Lanes1.Splat(4f))));
        Assert.Equal(-1f, Value(Lanes1.SplitExponent(Lanes1.Splat(0.75f), out var mantissa)));
        Assert.Equal(1.5f, Value(mantissa));
        Assert.Equal(42f, Value(Lanes1.Sequence(42)));
    }

    /// <summary>Operands whose product must be rounded before the sum, or must not be: fused or not is visible.</summary>
    [Fact]
    public void MultiplyAddIsFusedAtEveryWidthOrAtNone()
    {
        const float x = 1f + (1f / (1 << 20)), addend = -1f - (1f / (1 << 19));
        var scalar = Value(Lanes1.MultiplyAdd(Lanes1.Splat(x), Lanes1.Splat(x), Lanes1.Splat(addend)));
        Assert.Equal(Fma.IsSupported || AdvSimd.IsSupported ? 9.094947e-13f : 0f, scalar);
        Assert.All(ToArray(Fused<Lanes512>()), value => Assert.Equal(scalar, value));
        Assert.All(ToArray(Fused<Lanes256>()), value => Assert.Equal(scalar, value));
        Assert.All(ToArray(Fused<Lanes128>()), value => Assert.Equal(scalar, value));

        static TLanes Fused<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes> =>
            TLanes.MultiplyAdd(TLanes.Splat(x), TLanes.Splat(x), TLanes.Splat(addend));
    }

    [Fact]
    public void ScalingByAPowerOfTwoRoundsOnce()
    {
        foreach (var mantissa in (float[])[1f, 1.9999999f, -1.3333334f])
        {
            for (var exponent = -252; exponent <= 254; exponent++)
            {
                Assert.Equal(
                    (float)Math.ScaleB(mantissa, exponent),
                    Value(Lanes1.ScaleByPowerOfTwo(Lanes1.Splat(mantissa), Lanes1.Splat(exponent))));
            }
        }
    }

    [Fact]
    public void NaNOnTheRightComesThroughMinAndMax()
    {
        var nan = Lanes1.Splat(float.NaN);
        Assert.True(float.IsNaN(Value(Lanes1.Max(Lanes1.Zero, nan))));
        Assert.True(float.IsNaN(Value(Lanes1.Min(Lanes1.Zero, nan))));
        Assert.True(float.IsNaN(Lanes512.Sum(Lanes512.Max(Lanes512.Zero, Lanes512.Splat(float.NaN)))));
        Assert.True(float.IsNaN(Lanes256.Sum(Lanes256.Min(Lanes256.Zero, Lanes256.Splat(float.NaN)))));
        Assert.True(float.IsNaN(Lanes128.Sum(Lanes128.Max(Lanes128.Zero, Lanes128.Splat(float.NaN)))));
    }

    [Fact]
    public void UniformIsEvenAndDoesNotRepeat()
    {
        const int count = 1 << 16;
        var buckets = new int[64];
        var seen = new HashSet<float>();
        double sum = 0, product = 0;
        float previous = 0;
        for (var i = 0; i < count; i++)
        {
            var value = Value(Lanes1.Uniform(0x1234_5678_9ABC_DEF0, i));
            Assert.InRange(value, 0f, 0.99999994f);
            buckets[(int)(value * buckets.Length)]++;
            seen.Add(value);
            sum += value;
            product += (value - 0.5) * (previous - 0.5);
            previous = value;
        }

        // Mean within 5 sigma; chi-squared of 63 degrees below its 1 - 1e-6 quantile; neighbours uncorrelated.
        Assert.Equal(0.5, sum / count, 5 / Math.Sqrt(12.0 * count));
        var expected = (double)count / buckets.Length;
        Assert.InRange(buckets.Sum(n => (n - expected) * (n - expected) / expected), 20, 130);
        Assert.Equal(0, product / count * 12, 5 / Math.Sqrt(count));
        Assert.InRange(seen.Count, count * 0.99, count);
    }

    [Fact]
    public void UniformDependsOnBothHalvesOfTheKey()
    {
        foreach (var other in (ulong[])[1, 1UL << 32])
        {
            var same = Enumerable.Range(0, 1000)
                .Count(i => Value(Lanes1.Uniform(0, i)) == Value(Lanes1.Uniform(other, i)));
            Assert.InRange(same, 0, 2);
        }
    }

    [Fact]
    public void PairsAreTakenApartAndPutTogether()
    {
        Pairs<Lanes512>();
        Pairs<Lanes256>();
        Pairs<Lanes128>();
        Pairs<Lanes1>();
    }

    private static void Pairs<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        float[] elements = [.. Enumerable.Range(0, 2 * TLanes.Count)];
        TLanes first = TLanes.Load(ref elements[0], 0), second = TLanes.Load(ref elements[0], TLanes.Count);
        TLanes even = TLanes.Even(first, second), odd = TLanes.Odd(first, second);
        Assert.Equal(elements.Where(static element => element % 2 == 0), ToArray(even));
        Assert.Equal(elements.Where(static element => element % 2 == 1), ToArray(odd));
        Assert.Equal(elements, ToArray(TLanes.FirstOfPairs(even, odd)).Concat(ToArray(TLanes.SecondOfPairs(even, odd))));
    }

    private static void Check<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Same<TLanes>((x, y) => x + y, (x, y) => x + y);
        Same<TLanes>((x, y) => x - y, (x, y) => x - y);
        Same<TLanes>((x, y) => x * y, (x, y) => x * y);
        Same<TLanes>((x, y) => x / y, (x, y) => x / y);
        Same<TLanes>((x, _) => -x, (x, _) => -x);
        Same<TLanes>((x, y) => TLanes.MultiplyAdd(x, y, x), (x, y) => Lanes1.MultiplyAdd(x, y, x));
        Same<TLanes>(TLanes.Min, Lanes1.Min);
        Same<TLanes>(TLanes.Max, Lanes1.Max);
        Same<TLanes>((x, _) => TLanes.Abs(x), (x, _) => Lanes1.Abs(x));
        Same<TLanes>((_, y) => TLanes.Sqrt(TLanes.Abs(y)), (_, y) => Lanes1.Sqrt(Lanes1.Abs(y)));
        Same<TLanes>(TLanes.GreaterThan, Lanes1.GreaterThan);
        Same<TLanes>(TLanes.Equal, Lanes1.Equal);
        Same<TLanes>(TLanes.And, Lanes1.And);
        Same<TLanes>(TLanes.AndNot, Lanes1.AndNot);
        Same<TLanes>(
            (x, y) => TLanes.Select(TLanes.GreaterThan(x, y), x, y),
            (x, y) => Lanes1.Select(Lanes1.GreaterThan(x, y), x, y));
        Same<TLanes>((x, _) => TLanes.Round(x), (x, _) => Lanes1.Round(x));
        Same<TLanes>((_, y) => TLanes.SplitExponent(TLanes.Abs(y), out _), (_, y) => Lanes1.SplitExponent(Lanes1.Abs(y), out _));
        Same<TLanes>((_, y) => Mantissa(TLanes.Abs(y)), (_, y) => Mantissa(Lanes1.Abs(y)));
        Same<TLanes>((_, _) => TLanes.Splat(1.5f), (_, _) => Lanes1.Splat(1.5f));
        for (nint i = 0; i < Exponents.Length; i += TLanes.Count)
        {
            var scaled = ToArray(TLanes.ScaleByPowerOfTwo(TLanes.Load(ref First[0], i), TLanes.Load(ref Exponents[0], i)));
            for (var lane = 0; lane < scaled.Length; lane++)
            {
                var expected = Value(Lanes1.ScaleByPowerOfTwo(
                    Lanes1.Splat(First[i + lane]), Lanes1.Splat(Exponents[i + lane])));
                Assert.Equal(expected, scaled[lane]);
            }
        }

        var uniform = ToArray(TLanes.Uniform(0xFEDC_BA98_7654_3210, 1_000_003));
        var sequence = ToArray(TLanes.Sequence(16_777_213));
        var counts = new float[TLanes.Count];
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            Assert.Equal(Value(Lanes1.Uniform(0xFEDC_BA98_7654_3210, 1_000_003 + lane)), uniform[lane]);
            Assert.Equal(Value(Lanes1.Sequence(16_777_213 + lane)), sequence[lane]);
            counts[lane] = ((lane * 7) % 16) - 3;
        }

        Assert.Equal(counts.Sum(), TLanes.Sum(TLanes.Load(ref counts[0], 0)));
        Assert.Equal(counts.Max(), TLanes.Max(TLanes.Load(ref counts[0], 0)));
        Assert.Equal(0f, TLanes.Sum(TLanes.Zero));
    }

    private static TLanes Mantissa<TLanes>(TLanes value)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes.SplitExponent(value, out var mantissa);
        return mantissa;
    }

    private static void Same<TLanes>(Func<TLanes, TLanes, TLanes> wide, Func<Lanes1, Lanes1, Lanes1> scalar)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (nint i = 0; i < First.Length; i += TLanes.Count)
        {
            var actual = ToArray(wide(TLanes.Load(ref First[0], i), TLanes.Load(ref Second[0], i)));
            for (var lane = 0; lane < actual.Length; lane++)
            {
                var expected = Value(scalar(Lanes1.Splat(First[i + lane]), Lanes1.Splat(Second[i + lane])));
                Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(actual[lane]));
            }
        }
    }

    private static float[] ToArray<TLanes>(TLanes value)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var result = new float[TLanes.Count];
        TLanes.Store(value, ref result[0], 0);
        return result;
    }

    private static float Value(Lanes1 value) => Lanes1.Sum(value);
}
