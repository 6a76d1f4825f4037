using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class GaussianProjectionsTests
{
    public static TheoryData<Width, int, int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<Width, int, int, int, int>();
            foreach (var width in Enum.GetValues<Width>())
            {
                foreach (var rows in (int[])[0, 1, 3, 4, 12, 29])
                {
                    shapes.Add(width, rows, 1, 1, 2);
                    shapes.Add(width, rows, 5, 7, 2);
                    shapes.Add(width, rows, 17, 33, 4);
                    shapes.Add(width, rows, 40, 32, 6);
                }

                shapes.Add(width, 203, 35, 67, 2);
                shapes.Add(width, 541, 19, 34, 2);
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void NormAgreesWithTheFormula(Width width, int rows, int features, int components, int projections) =>
        Check<NormAggregation>(
            width, rows, features, components, projections,
            y => (y.Sum(v => v * v), [.. y.Select(v => 2 * v)]));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void SumAgreesWithTheFormula(Width width, int rows, int features, int components, int projections) =>
        Check<SumAggregation>(
            width, rows, features, components, projections - 1,
            y => (y.Sum() * y.Sum(), [.. y.Select(_ => 2 * y.Sum())]));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void QuadraticAgreesWithTheFormula(Width width, int rows, int features, int components, int projections) =>
        Check<QuadraticAggregation>(
            width, rows, features, components, projections,
            y =>
            {
                var terms = y.Length / 2;
                var s = Enumerable.Range(0, terms).Sum(k => y[k] * y[k + terms]);
                return (s * s, [.. y.Select((_, k) => 2 * s * y[(k + terms) % y.Length])]);
            });

    [Theory]
    [InlineData(1e15f)]
    [InlineData(1e30f)]
    public void HugeInputsGiveZeroAndNoNaN(float size)
    {
        foreach (var width in Enum.GetValues<Width>())
        {
            AssertFinite<NormAggregation>(width, size);
            AssertFinite<SumAggregation>(width, size);
            AssertFinite<QuadraticAggregation>(width, size);
        }
    }

    [Fact]
    public void SameInputGivesTheSameExponentialInEveryRowOfABlock()
    {
        const int rows = 31, features = 23, components = 9, projections = 3;
        var call = new GaussianCall(rows, features, components, projections, 0.5f);
        for (var r = 1; r < rows; r++)
        {
            call.Input.Span[..features].CopyTo(call.Input.Span[(r * features)..]);
        }

        call.Forward<NormAggregation>(Width.Machine);
        for (var r = 1; r < rows; r++)
        {
            Assert.Equal(call.Exponential.Span[..components], call.Exponential.Span.Slice(r * components, components));
        }
    }

    [Fact]
    public void ARangeOfComponentsGivesTheBitsOfTheWhole()
    {
        const int rows = 29, features = 35, components = 100, projections = 4;
        foreach (var width in Enum.GetValues<Width>())
        {
            var operands = new GaussianCall(rows, features, components, projections, 1f);
            var whole = new SavedGaussianCall(operands, rows, features, components, projections);
            var parts = new SavedGaussianCall(operands, rows, features, components, projections);
            whole.Centers.Span.CopyTo(parts.Centers.Span);
            whole.Run<QuadraticAggregation>(width);
            parts.Run<QuadraticAggregation>(width, 64, components);
            parts.Run<QuadraticAggregation>(width, 0, 32);
            parts.Run<QuadraticAggregation>(width, 32, 64);
            Assert.Equal(whole.Exponential.Span, parts.Exponential.Span);
            Assert.Equal(whole.Derivative.Span, parts.Derivative.Span);
            Assert.Equal(whole.OffsetGradient.Span, parts.OffsetGradient.Span);
            Assert.Equal(whole.WeightGradient.Span, parts.WeightGradient.Span);
            Assert.Equal(whole.CenteredWeightGradient.Span, parts.CenteredWeightGradient.Span);
            parts.AssertMarginsUntouched();
        }
    }

    private static void AssertFinite<TAggregation>(Width width, float size)
        where TAggregation : struct, IAggregation
    {
        foreach (var rows in (int[])[2, 21])
        {
            var call = new GaussianCall(rows, 6, 20, 2, size);
            call.Forward<TAggregation>(width);
            call.Backward<TAggregation>(width, withInput: true);
            Assert.All(call.Exponential.Span.ToArray(), e => Assert.InRange(e, 0f, 1f));
            Assert.Contains(0f, call.Exponential.Span.ToArray());
            Assert.All(call.WeightGradient.Span.ToArray(), g => Assert.True(float.IsFinite(g)));
            Assert.All(call.OffsetGradient.Span.ToArray(), g => Assert.True(float.IsFinite(g)));
            Assert.All(call.InputGradient.Span.ToArray(), g => Assert.True(float.IsFinite(g)));

            var saved = new SavedGaussianCall(call, rows, 6, 20, 2);
            saved.Run<TAggregation>(width);
            Assert.All(saved.CenteredWeightGradient.Span.ToArray(), g => Assert.True(float.IsFinite(g)));
            Assert.All(saved.OffsetGradient.Span.ToArray(), g => Assert.True(float.IsFinite(g)));
            Assert.All(saved.InputGradient.Span.ToArray(), g => Assert.True(float.IsFinite(g)));
        }
    }

    private static void Check<TAggregation>(
        Width width, int rows, int features, int components, int projections,
        Func<double[], (double Q, double[] Gradient)> aggregate)
        where TAggregation : struct, IAggregation
    {
        var call = new GaussianCall(rows, features, components, projections, 1f);
        call.Forward<TAggregation>(width);
        call.Backward<TAggregation>(width, withInput: true);

        var weightGradient = new double[call.Weight.Length];
        var offsetGradient = new double[call.Offset.Length];
        for (var r = 0; r < rows; r++)
        {
            var inputGradient = new double[features];
            var x = call.Input.Span.Slice(r * features, features).ToArray();
            for (var i = 0; i < components; i++)
            {
                var first = i * projections;
                var y = new double[projections];
                for (var k = 0; k < projections; k++)
                {
                    y[k] = x.Select((v, d) => (double)v * call.Weight[((first + k) * features) + d]).Sum()
                        - call.Offset[first + k];
                }

                var (q, gradient) = aggregate(y);
                var e = Math.Exp(-q / 2);
                var at = (r * components) + i;
                Assert.Equal(e, call.Exponential[at], 2e-5 * Math.Max(e, 1e-3));
                for (var k = 0; k < projections; k++)
                {
                    var dy = -e * call.ExponentialGradient[at] * gradient[k] / 2;
                    offsetGradient[first + k] -= dy;
                    for (var d = 0; d < features; d++)
                    {
                        weightGradient[((first + k) * features) + d] += dy * x[d];
                        inputGradient[d] += dy * call.Weight[((first + k) * features) + d];
                    }
                }
            }

            AssertClose(inputGradient, call.InputGradient.Span.Slice(r * features, features));
        }

        AssertClose(weightGradient, call.WeightGradient.Span);
        AssertClose(offsetGradient, call.OffsetGradient.Span);

        var weightGradientBefore = call.WeightGradient.Span.ToArray();
        var inputGradientBefore = call.InputGradient.Span.ToArray();
        call.InputGradient.Span.Fill(7f);
        call.Backward<TAggregation>(width, withInput: false);
        Assert.Equal(weightGradientBefore, call.WeightGradient.Span.ToArray());
        Assert.All(call.InputGradient.Span.ToArray(), g => Assert.Equal(7f, g));

        call.WeightGradient.Span.Fill(7f);
        call.OffsetGradient.Span.Fill(7f);
        call.Backward<TAggregation>(width, withParameters: false);
        Assert.Equal(inputGradientBefore, call.InputGradient.Span.ToArray());
        Assert.All(call.WeightGradient.Span.ToArray().Concat(call.OffsetGradient.Span.ToArray()), g => Assert.Equal(7f, g));
        call.AssertMarginsUntouched();

        Assert.Equal(call.Exponential.Span, call.ForwardPacked<TAggregation>(width).Span);
        var saved = new SavedGaussianCall(call, rows, features, components, projections);
        saved.Run<TAggregation>(width);
        Assert.Equal(call.Exponential.Span, saved.Exponential.Span);
        AssertClose(weightGradient, saved.WeightGradient.Span);
        AssertClose(offsetGradient, saved.OffsetGradient.Span);
        AssertClose(Array.ConvertAll(inputGradientBefore, static g => (double)g), saved.InputGradient.Span);
        // What comes directly and what comes through the offsets may cancel.
        var size = weightGradient.Select(Math.Abs).DefaultIfEmpty().Max();
        for (var row = 0; row < offsetGradient.Length; row++)
        {
            for (var d = 0; d < features; d++)
            {
                weightGradient[(row * features) + d] += offsetGradient[row] * saved.Centers[(row / projections * features) + d];
            }
        }

        AssertClose(weightGradient, saved.CenteredWeightGradient.Span, size);
        saved.AssertMarginsUntouched();
    }

    private static void AssertClose(double[] expected, Span<float> actual, double terms = 0)
    {
        var size = Math.Max(terms, expected.Select(Math.Abs).DefaultIfEmpty().Max());
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5 * size);
        }
    }
}
