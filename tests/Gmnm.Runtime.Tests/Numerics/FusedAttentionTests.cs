using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class FusedAttentionTests
{
    public static TheoryData<Width, int, int, int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<Width, int, int, int, int, int>();
            foreach (var width in Enum.GetValues<Width>())
            {
                shapes.Add(width, 1, 1, 1, 1, 1);
                shapes.Add(width, 3, 7, 2, 5, 3);
                shapes.Add(width, 33, 9, 3, 17, 4);
                shapes.Add(width, 32, 64, 2, 16, 16);
                shapes.Add(width, 20, 131, 2, 8, 40);
                shapes.Add(width, 70, 300, 1, 33, 65);
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AgreesWithTheFormula(Width width, int queries, int keys, int heads, int size, int valueSize)
    {
        Check(width, new(2, queries, keys, heads, size, valueSize, 1 / MathF.Sqrt(size), false), withMask: false, withBias: false);
        Check(width, new(2, queries, keys, heads, size, valueSize, 0.3f, false), withMask: true, withBias: true);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void CausalAgreesWithTheFormula(Width width, int queries, int keys, int heads, int size, int valueSize)
    {
        var length = Math.Max(queries, keys);
        Check(width, new(1, length, length, heads, size, valueSize, 0.5f, true), withMask: false, withBias: false);
        Check(width, new(2, length, length, heads, size, valueSize, 0.5f, true), withMask: true, withBias: false);
    }

    [Theory]
    [InlineData(30f)]
    [InlineData(3e4f)]
    public void LargeScoresOverflowNothing(float size)
    {
        foreach (var width in Enum.GetValues<Width>())
        {
            var call = new AttentionCall(new(1, 40, 150, 2, 8, 8, 1f, true), withMask: false, withBias: false, size);
            call.Forward(width);
            call.Backward(width);
            Assert.All(call.Mixed.Span.ToArray(), y => Assert.InRange(y, -1f, 1f));
            foreach (var gradient in (Guarded[])[call.QueryGradient, call.KeyGradient, call.ValueGradient])
            {
                Assert.All(gradient.Span.ToArray(), g => Assert.True(float.IsFinite(g)));
            }
        }
    }

    /// <summary>The place of a sample in the batch changes no bit.</summary>
    [Fact]
    public void SameSequenceGivesTheSameResultInEverySample()
    {
        var call = new AttentionCall(new(3, 21, 37, 2, 5, 6, 0.4f, false), withMask: false, withBias: false);
        foreach (var buffer in (Guarded[])[call.Query, call.Key, call.Value, call.MixedGradient])
        {
            var length = buffer.Length / 3;
            buffer.Span[..length].CopyTo(buffer.Span[length..]);
            buffer.Span[..length].CopyTo(buffer.Span[(2 * length)..]);
        }

        call.Forward(Width.Machine);
        call.Backward(Width.Machine);
        foreach (var buffer in (Guarded[])[call.Mixed, call.LogSumExp, call.QueryGradient, call.KeyGradient, call.ValueGradient])
        {
            var length = buffer.Length / 3;
            Assert.Equal(buffer.Span[..length], buffer.Span.Slice(2 * length, length));
        }
    }

    private static void Check(Width width, AttentionShape shape, bool withMask, bool withBias)
    {
        var call = new AttentionCall(shape, withMask, withBias);
        call.Forward(width, withLogs: false);
        var mixed = call.Mixed.Span.ToArray();
        call.Forward(width);
        Assert.Equal(mixed, call.Mixed.Span.ToArray());
        call.Backward(width, withInputs: false);
        Assert.All(call.QueryGradient.Span.ToArray(), static g => Assert.True(float.IsNaN(g)));
        call.Backward(width);

        var expected = new AttentionFormula(call);
        AssertClose(expected.Mixed, call.Mixed);
        AssertClose(expected.LogSumExp, call.LogSumExp);
        AssertClose(expected.QueryGradient, call.QueryGradient);
        AssertClose(expected.KeyGradient, call.KeyGradient);
        AssertClose(expected.ValueGradient, call.ValueGradient);
        AssertClose(expected.BiasGradient, call.BiasGradient);
        call.AssertMarginsUntouched();
    }

    private static void AssertClose(double[] expected, Guarded actual)
    {
        var size = Math.Max(expected.Select(Math.Abs).Max(), 1e-2);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5 * size);
        }
    }
}
