using Gmnm.Numerics;
using Xunit.Abstractions;

namespace Gmnm.Runtime.Tests.Numerics;

public class TranscendentalTests(ITestOutputHelper output)
{
    /// <summary>
    /// Every 10,007th float of either sign and every size, and 200,001 evenly spaced in [-20, 20]. The bounds are the
    /// table in docs/numerics.md.
    /// </summary>
    [Theory]
    [InlineData(ElementaryFunction.Exp, 1.2)]
    [InlineData(ElementaryFunction.Log, 1.2)]
    [InlineData(ElementaryFunction.Sin, 2)]
    [InlineData(ElementaryFunction.Cos, 2.5)]
    [InlineData(ElementaryFunction.Tanh, 2)]
    [InlineData(ElementaryFunction.Sigmoid, 2.5)]
    [InlineData(ElementaryFunction.Softplus, 2)]
    [InlineData(ElementaryFunction.Erf, 2)]
    public void ErrorStaysBelowTheDocumentedUlps(ElementaryFunction function, double bound)
    {
        double worst = 0;
        float worstAt = 0;
        foreach (var x in Samples())
        {
            var expected = ElementaryFunctions.Reference(function, x);
            var actual = ElementaryFunctions.Evaluate(function, x);
            if (double.IsNaN(expected))
            {
                Assert.True(float.IsNaN(actual), $"{function}({x:R}) = {actual:R}, expected NaN");
                continue;
            }

            if (!float.IsFinite((float)expected))
            {
                Assert.True((float)expected == actual, $"{function}({x:R}) = {actual:R}, expected {expected}");
                continue;
            }

            var exponent = Math.Max(-126, expected == 0 ? -126 : Math.ILogB(expected));
            var error = Math.Abs(actual - expected) / Math.ScaleB(1, exponent - 23);
            if (!(error <= worst))
            {
                (worst, worstAt) = (error, x);
            }
        }

        output.WriteLine($"| {function} | {worst:F2} | {worstAt:R} |");
        Assert.True(worst <= bound, $"{function}: {worst:F3} ULP at {worstAt:R}");
    }

    [Theory]
    [InlineData(ElementaryFunction.Exp, float.NegativeInfinity, 0f)]
    [InlineData(ElementaryFunction.Exp, float.MinValue, 0f)]
    [InlineData(ElementaryFunction.Exp, -150f, 0f)]
    [InlineData(ElementaryFunction.Exp, 0f, 1f)]
    [InlineData(ElementaryFunction.Exp, 89f, float.PositiveInfinity)]
    [InlineData(ElementaryFunction.Exp, float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(ElementaryFunction.Exp, float.NaN, float.NaN)]
    [InlineData(ElementaryFunction.Log, 0f, float.NegativeInfinity)]
    [InlineData(ElementaryFunction.Log, -1f, float.NaN)]
    [InlineData(ElementaryFunction.Log, float.NegativeInfinity, float.NaN)]
    [InlineData(ElementaryFunction.Log, 1f, 0f)]
    [InlineData(ElementaryFunction.Log, float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(ElementaryFunction.Log, float.Epsilon, -103.27893f)]
    [InlineData(ElementaryFunction.Log, float.NaN, float.NaN)]
    [InlineData(ElementaryFunction.Sin, 0f, 0f)]
    [InlineData(ElementaryFunction.Sin, 1e-30f, 1e-30f)]
    [InlineData(ElementaryFunction.Sin, float.PositiveInfinity, float.NaN)]
    [InlineData(ElementaryFunction.Sin, float.NegativeInfinity, float.NaN)]
    [InlineData(ElementaryFunction.Sin, float.NaN, float.NaN)]
    [InlineData(ElementaryFunction.Cos, 0f, 1f)]
    [InlineData(ElementaryFunction.Cos, float.PositiveInfinity, float.NaN)]
    [InlineData(ElementaryFunction.Cos, float.NaN, float.NaN)]
    [InlineData(ElementaryFunction.Tanh, -0f, -0f)]
    [InlineData(ElementaryFunction.Tanh, float.NegativeInfinity, -1f)]
    [InlineData(ElementaryFunction.Tanh, float.PositiveInfinity, 1f)]
    [InlineData(ElementaryFunction.Tanh, 1e-30f, 1e-30f)]
    [InlineData(ElementaryFunction.Tanh, float.NaN, float.NaN)]
    [InlineData(ElementaryFunction.Sigmoid, float.NegativeInfinity, 0f)]
    [InlineData(ElementaryFunction.Sigmoid, 0f, 0.5f)]
    [InlineData(ElementaryFunction.Sigmoid, float.PositiveInfinity, 1f)]
    [InlineData(ElementaryFunction.Sigmoid, float.NaN, float.NaN)]
    [InlineData(ElementaryFunction.Softplus, float.NegativeInfinity, 0f)]
    [InlineData(ElementaryFunction.Softplus, 1e30f, 1e30f)]
    [InlineData(ElementaryFunction.Softplus, float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(ElementaryFunction.Softplus, float.NaN, float.NaN)]
    [InlineData(ElementaryFunction.Erf, -0f, -0f)]
    [InlineData(ElementaryFunction.Erf, float.NegativeInfinity, -1f)]
    [InlineData(ElementaryFunction.Erf, float.PositiveInfinity, 1f)]
    [InlineData(ElementaryFunction.Erf, float.NaN, float.NaN)]
    public void SpecialValues(ElementaryFunction function, float x, float expected)
    {
        var actual = ElementaryFunctions.Evaluate(function, x);
        Assert.Equal(float.IsNaN(expected), float.IsNaN(actual));
        if (!float.IsNaN(expected))
        {
            Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(actual));
        }
    }

    [Fact]
    public void LogOfNegativeZeroIsNegativeInfinity() =>
        Assert.Equal(float.NegativeInfinity, ElementaryFunctions.Evaluate(ElementaryFunction.Log, -0f));

    [Theory]
    [InlineData(ElementaryFunction.Sin)]
    [InlineData(ElementaryFunction.Tanh)]
    [InlineData(ElementaryFunction.Erf)]
    public void OddFunctionsAreOddToTheBit(ElementaryFunction function)
    {
        for (var x = 0f; x < 12f; x += 0.0137f)
        {
            Assert.Equal(-ElementaryFunctions.Evaluate(function, x), ElementaryFunctions.Evaluate(function, -x));
        }
    }

    [Fact]
    public void EveryWidthGivesTheBitsOfTheScalar()
    {
        foreach (var function in Enum.GetValues<ElementaryFunction>())
        {
            var x = Samples().Where((_, i) => i % 31 == 0).ToArray();
            x = x[..(x.Length / 16 * 16)];
            var expected = x.Select(v => ElementaryFunctions.Evaluate(function, v)).ToArray();
            Assert.Equal(Bits(expected), Bits(ElementaryFunctions.Evaluate<Lanes128>(function, x)));
            Assert.Equal(Bits(expected), Bits(ElementaryFunctions.Evaluate<Lanes256>(function, x)));
            Assert.Equal(Bits(expected), Bits(ElementaryFunctions.Evaluate<Lanes512>(function, x)));
        }
    }

    private static int[] Bits(float[] values) =>
        [.. values.Select(v => float.IsNaN(v) ? int.MaxValue : BitConverter.SingleToInt32Bits(v))];

    private static IEnumerable<float> Samples()
    {
        for (long bits = 0; bits <= uint.MaxValue; bits += 10_007)
        {
            yield return BitConverter.UInt32BitsToSingle((uint)bits);
        }

        for (var i = -100_000; i <= 100_000; i++)
        {
            yield return i * 2e-4f;
        }
    }
}
