namespace Gmnm.Runtime.Tests.Numerics;

public class AxisAlignedGaussiansTests
{
    public static TheoryData<Width, int, int, int, bool> Shapes
    {
        get
        {
            var shapes = new TheoryData<Width, int, int, int, bool>();
            foreach (var width in Enum.GetValues<Width>())
            {
                foreach (var shared in (bool[])[false, true])
                {
                    foreach (var rows in (int[])[0, 1, 3, 4, 6, 33])
                    {
                        shapes.Add(width, rows, 1, 1, shared);
                        shapes.Add(width, rows, 5, 7, shared);
                        shapes.Add(width, rows, 17, 33, shared);
                        shapes.Add(width, rows, 47, 32, shared);
                    }

                    shapes.Add(width, 101, 31, 67, shared);
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ValuesAndGradientsAgreeWithTheFormula(Width width, int rows, int features, int components, bool shared)
    {
        var call = new AxisAlignedCall(rows, features, components, shared, 1f);
        call.Forward(width);
        call.Backward(width, withInput: true);

        var centerGradient = new double[call.Center.Length];
        var scaleGradient = new double[call.Scale.Length];
        for (var r = 0; r < rows; r++)
        {
            var inputGradient = new double[features];
            for (var i = 0; i < components; i++)
            {
                var q = 0.0;
                for (var d = 0; d < features; d++)
                {
                    var scaled = call.Scale[shared ? i : (i * features) + d] * Difference(call, r, i, d);
                    q += scaled * scaled;
                }

                var e = Math.Exp(-q / 2);
                var at = (r * components) + i;
                Assert.Equal(e, call.Exponential[at], 2e-5 * e);
                for (var d = 0; d < features; d++)
                {
                    var atScale = shared ? i : (i * features) + d;
                    double z = Difference(call, r, i, d), s = call.Scale[atScale];
                    var g = -e * call.ExponentialGradient[at];
                    centerGradient[(i * features) + d] -= g * s * s * z;
                    scaleGradient[atScale] += g * s * z * z;
                    inputGradient[d] += g * s * s * z;
                }
            }

            AssertClose(inputGradient, call.InputGradient.Span.Slice(r * features, features));
        }

        AssertClose(centerGradient, call.CenterGradient.Span);
        AssertClose(scaleGradient, call.ScaleGradient.Span);

        var before = call.CenterGradient.Span.ToArray();
        var inputGradientBefore = call.InputGradient.Span.ToArray();
        call.InputGradient.Span.Fill(7f);
        call.Backward(width, withInput: false);
        Assert.Equal(before, call.CenterGradient.Span.ToArray());
        Assert.All(call.InputGradient.Span.ToArray(), g => Assert.Equal(7f, g));

        call.CenterGradient.Span.Fill(7f);
        call.ScaleGradient.Span.Fill(7f);
        call.Backward(width, withParameters: false);
        Assert.Equal(inputGradientBefore, call.InputGradient.Span.ToArray());
        Assert.All(call.CenterGradient.Span.ToArray().Concat(call.ScaleGradient.Span.ToArray()), g => Assert.Equal(7f, g));
        call.AssertMarginsUntouched();
    }

    [Theory]
    [InlineData(1e15f)]
    [InlineData(1e30f)]
    [InlineData(3e38f)]
    public void HugeInputsGiveZeroAndNoNaN(float size)
    {
        foreach (var width in Enum.GetValues<Width>())
        {
            var call = new AxisAlignedCall(9, 19, 21, sharedScale: false, size);
            call.Center.Span.Fill(-size);
            call.Forward(width);
            call.Backward(width, withInput: true);
            Assert.All(call.Exponential.Span.ToArray(), e => Assert.Equal(0f, e));
            Assert.All(call.CenterGradient.Span.ToArray(), g => Assert.Equal(0f, g));
            Assert.All(call.ScaleGradient.Span.ToArray(), g => Assert.Equal(0f, g));
            Assert.All(call.InputGradient.Span.ToArray(), g => Assert.Equal(0f, g));
        }
    }

    [Fact]
    public void ADistantOriginCancelsNothing()
    {
        const int features = 3;
        var call = new AxisAlignedCall(4, features, 5, sharedScale: true, 0f);
        call.Scale.Span.Fill(0.5f);
        call.Center.Span.Fill(10_000f);
        call.Input.Span.Fill(10_001f);
        call.Forward(Width.Machine);
        Assert.All(
            call.Exponential.Span.ToArray(), e => Assert.Equal(Math.Exp(-0.5 * features * 0.25), e, 1e-7));
    }

    private static double Difference(AxisAlignedCall call, int row, int component, int feature)
    {
        var features = call.Features;
        return (double)call.Input[(row * features) + feature] - call.Center[(component * features) + feature];
    }

    private static void AssertClose(double[] expected, Span<float> actual)
    {
        var size = expected.Select(Math.Abs).DefaultIfEmpty().Max();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5 * size);
        }
    }
}
