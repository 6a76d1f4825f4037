using CsCheck;

namespace Gmnm.Runtime.Tests.Optimization;

public class OptimizerTests
{
    private static Optimizer Make(string name) => name switch
    {
        "sgd" => new Sgd(0.01),
        "sgd_decay" => new Sgd(0.01, weightDecay: 0.1),
        "sgd_momentum" or "sgd_clip" => new Sgd(0.01, momentum: 0.9),
        "sgd_momentum_decay" => new Sgd(0.01, momentum: 0.9, weightDecay: 0.1),
        "sgd_nesterov_decay" => new Sgd(0.01, momentum: 0.8, nesterov: true, weightDecay: 0.05),
        "adam" => new Adam(0.01),
        "adam_decay" => new Adam(0.01, 0.8, 0.99, 1e-3, 0.1),
        "adamw" or "adamw_clip" => new AdamW(0.01),
        "adamw_decay" => new AdamW(0.02, 0.8, 0.95, 1e-6, 0.3),
        _ => throw new ArgumentException(name),
    };

    private static double? Limit(string name) => name switch { "sgd_clip" => 2.0, "adamw_clip" => 0.5, _ => null };

    public static TheoryData<string> Names =>
    [
        "sgd", "sgd_decay", "sgd_momentum", "sgd_momentum_decay", "sgd_nesterov_decay", "sgd_clip", "adam", "adam_decay", "adamw",
        "adamw_decay", "adamw_clip",
    ];

    private static AlignedBuffer Buffer(ReadOnlySpan<float> values)
    {
        var buffer = new AlignedBuffer(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void StepsFollowPyTorch(string name)
    {
        var expected = OptimizerFixture.Updates(name);
        var parameters = Buffer(OptimizerFixture.Start);
        var optimizer = Make(name);
        var step = 0;
        foreach (var gradient in OptimizerFixture.Gradients)
        {
            var scale = Limit(name) is { } limit ? GradientNorm.ClippingScale(GradientNorm.Of(gradient), limit) : 1;
            optimizer.StepTrainable(parameters.Span, gradient, optimizer.LearningRate, scale);
            if (expected.TryGetValue(++step, out var wanted))
            {
                for (var i = 0; i < wanted.Length; i++)
                {
                    Assert.Equal(wanted[i], parameters.Span[i], 1e-6 * Math.Max(1, Math.Abs(wanted[i])));
                }
            }
        }

        Assert.Equal(20, step);
        Assert.Equal(20, optimizer.StepCount);
    }

    /// <summary>The pass over vectors and the tail do the same to every element: no element depends on its place.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPlaceIsUpdatedAlike(string name) => Gen.Int[1, 70].Sample(
        length =>
        {
            var parameters = new AlignedBuffer(length);
            var gradient = new AlignedBuffer(length);
            var optimizer = Make(name);
            parameters.Span.Fill(0.7f);
            for (var step = 0; step < 3; step++)
            {
                gradient.Span.Fill(0.3f - step);
                optimizer.StepTrainable(parameters.Span, gradient.Span, 0.01);
            }

            Assert.NotEqual(0.7f, parameters.Span[0]);
            Assert.True(parameters.Span.IndexOfAnyExcept(parameters.Span[0]) < 0);
        },
        iter: 30);

    [Theory]
    [MemberData(nameof(Names))]
    public void PaddingStaysZero(string name)
    {
        var parameters = new AlignedBuffer(32);
        var gradient = new AlignedBuffer(32);
        parameters.Span[..5].Fill(1);
        gradient.Span[..5].Fill(-1);
        var optimizer = Make(name);
        for (var i = 0; i < 10; i++)
        {
            optimizer.StepTrainable(parameters.Span, gradient.Span, 0.1);
        }

        Assert.True(parameters.Span[5..].IndexOfAnyExcept(0f) < 0);
        Assert.True(parameters.Span[..5].IndexOf(1f) < 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AStepAllocatesNothing(string name)
    {
        var parameters = Buffer(OptimizerFixture.Start);
        var gradient = Buffer(OptimizerFixture.Gradients[0]);
        var optimizer = Make(name);
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Step();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step() => optimizer.StepTrainable(parameters.Span, gradient.Span, 0.001, GradientNorm.ClippingScale(GradientNorm.Of(gradient.Span), 1));
    }

    [Fact]
    public void StateIsExposedByName()
    {
        Assert.Empty(new Sgd(0.1).StateNames);
        Assert.Equal(["momentum"], new Sgd(0.1, 0.9).StateNames);
        var adam = new Adam();
        Assert.Throws<InvalidOperationException>(() => adam.State(0));
        adam.Attach(3);
        Assert.Equal(["first_moment", "second_moment"], adam.StateNames);
        Assert.Equal(3, adam.State(1).Length);
    }

    [Fact]
    public void AnotherLengthIsRefusedAndNothingIsWritten()
    {
        var optimizer = new Sgd(0.1, 0.9);
        optimizer.Attach(4);
        var parameters = Buffer([1, 2, 3]);
        Assert.Throws<ShapeMismatchException>(() => optimizer.StepTrainable(parameters.Span, new float[4], 0.1));
        Assert.Throws<ShapeMismatchException>(() => optimizer.StepTrainable(parameters.Span, new float[3], 0.1));
        Assert.Equal(0, optimizer.StepCount);
        Assert.Equal([1, 2, 3], parameters.Span);
    }

    [Fact]
    public void NumbersOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(0.1, momentum: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(0.1, momentum: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(0.1, weightDecay: -1));
        Assert.Throws<ArgumentException>(() => new Sgd(0.1, nesterov: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta2: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(epsilon: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(epsilon: 1e-60));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(weightDecay: double.PositiveInfinity));
    }
}
