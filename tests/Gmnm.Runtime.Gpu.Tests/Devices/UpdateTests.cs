using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Devices;

/// <summary>The optimizers' kernels on the emulation, against the processor's.</summary>
[Collection(GpuCollection.Name)]
public sealed class UpdateTests(GpuKernels kernels) : IDisposable
{
    private const int Trainable = 1003;
    private const int StatesEnd = 1010;
    private const int Length = 1020;
    private const double Tolerance = 1e-6;

    private readonly KernelDevice _device = GpuDevice.Open("cpu");

    public static TheoryData<string> Optimizers => ["sgd", "momentum", "nesterov", "adam", "adamw"];

    public void Dispose() => _device.Dispose();

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void StepsAreTheProcessors(string name)
    {
        var (ours, theirs) = (Create(name), Create(name));
        var (parameters, expected) = (Block(Draw(1)), Draw(1));
        theirs.Attach(Trainable);
        GpuBlock[] states = [.. theirs.StateNames.Select(_ => Block(new float[Trainable]))];
        var record = Record(factor: 0.25f, stopped: 0);
        for (var step = 0; step < 4; step++)
        {
            var gradient = Draw(10 + step);
            ours.StepTrainable(expected.AsSpan(0, Trainable), gradient.AsSpan(0, Trainable), 0.01, 0.25f);
            gradient.AsSpan(Trainable, StatesEnd - Trainable).CopyTo(expected.AsSpan(Trainable));
            var arguments = theirs.Advance(0.01, 1);
            _device.Update(arguments.Kind, parameters, Block(gradient), states, record, new UpdateNumbers(arguments, Trainable, StatesEnd));
        }

        Close(expected, Read(parameters, Length));
        for (var index = 0; index < states.Length; index++)
        {
            Close(ours.State(index).Span, Read(states[index], Trainable));
        }
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void AStepThatIsNotTakenChangesNothing(string name)
    {
        var optimizer = Create(name);
        optimizer.Attach(Trainable);
        var parameters = Block(Draw(1));
        GpuBlock[] states = [.. optimizer.StateNames.Select(_ => Block(Draw(2)))];
        var (average, record) = (Block(Draw(3)), Record(factor: 1, stopped: 1));
        var arguments = optimizer.Advance(0.1, 1);
        _device.Update(arguments.Kind, parameters, Block(Draw(4)), states, record, new UpdateNumbers(arguments, Trainable, StatesEnd));
        _device.Average(average, parameters, record, Trainable, Length, 0.1f);
        Assert.Equal(Draw(1), Read(parameters, Length));
        Assert.All(states, state => Assert.Equal(Draw(2), Read(state, Length)));
        Assert.Equal(Draw(3), Read(average, Length));
    }

    [Fact]
    public void AnAverageIsTheProcessors()
    {
        var expected = Draw(3);
        var average = Block(expected);
        for (var step = 0; step < 3; step++)
        {
            var parameters = Draw(20 + step);
            expected = [.. expected.Zip(parameters, static (a, p) => (float)(a + (0.1 * (p - (double)a))))];
            parameters.AsSpan(Trainable).CopyTo(expected.AsSpan(Trainable));
            _device.Average(average, Block(parameters), Record(1, 0), Trainable, Length, 0.1f);
        }

        Close(expected, Read(average, Length));
    }

    [Theory]
    [InlineData(1e6)]
    [InlineData(0.5)]
    public void ANormScalesTheStepAsOnTheProcessor(double limit)
    {
        var gradient = Draw(7);
        var norm = GradientNorm.Of(gradient.AsSpan(0, Trainable));
        var (sums, record) = (Block(new float[UpdateGrid.MostNormParts]), Record(0, 0));
        _device.SumSquares(Block(gradient), sums, Trainable);
        _device.Admit(Block([9, 2.5f]), sums, record, new AdmissionNumbers(1, 1, UpdateGrid.NormParts(Trainable), (float)limit));
        var read = Read(record, StepRecord.LengthOf(4));
        Close([GradientNorm.ClippingScale(norm, limit), 0, 0, 0, 2.5f, (float)norm, 0, 0, 0, 0], read);
        Assert.Equal(limit > norm, read[StepRecord.Factor] == 1);
    }

    /// <summary>From the first that is not finite on nothing is taken, until the host has read.</summary>
    [Theory]
    [InlineData(float.NaN, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(float.NegativeInfinity, 1f)]
    [InlineData(1f, float.NaN)]
    [InlineData(1f, float.PositiveInfinity)]
    [InlineData(1f, 1e38f)]
    public void AStepIsTakenWhereAllSoFarAreFinite(float loss, float part)
    {
        var record = Record(0, 0);
        float Stopped(int step, float loss, float part)
        {
            // Many of 10³⁸ have an infinite sum.
            var sums = Block([.. Enumerable.Repeat(part, UpdateGrid.MostNormParts)]);
            _device.Admit(Block([loss]), sums, record, new AdmissionNumbers(0, step, UpdateGrid.MostNormParts, 1));
            return Read(record, 2)[StepRecord.Stopped];
        }

        Assert.Equal(0, Stopped(0, float.MaxValue, 1e36f));
        Assert.Equal(1, Stopped(1, loss, part));
        Assert.Equal(1, Stopped(2, 1, 1));
        Assert.Equal(0, Stopped(0, 1, 1));
        Assert.Equal(1, Stopped(0, loss, part));
    }

    [Fact]
    public void WithoutALimitTheNormIsNotLookedAt()
    {
        var record = Record(0, 0);
        _device.Admit(Block([3]), Block([.. Enumerable.Repeat(float.NaN, UpdateGrid.MostNormParts)]), record, new AdmissionNumbers(0, 0, 0, 0));
        Assert.Equal([1, 0, 3, 0], Read(record, 4));
    }

    [Fact]
    public void KernelsCompileForCuda() => Assert.All(
        (string[])[nameof(Updates.Admit), nameof(Updates.SumSquares), nameof(Updates.Plain), nameof(Updates.Momentum), nameof(Updates.Adaptive), nameof(Updates.Average)],
        name => kernels.AssertCompiles(typeof(Updates).GetMethod(name)!));

    private static Optimizer Create(string name) => name switch
    {
        "sgd" => new Sgd(0.01, weightDecay: 0.1),
        "momentum" => new Sgd(0.01, 0.9),
        "nesterov" => new Sgd(0.01, 0.9, nesterov: true, weightDecay: 0.1),
        "adam" => new Adam(0.01, weightDecay: 0.1),
        _ => new AdamW(0.01, weightDecay: 0.1),
    };

    private static float[] Draw(int seed) => Values.Uniform(Length, seed);

    private GpuBlock Record(float factor, float stopped) => Block([factor, stopped, .. new float[8]]);

    private GpuBlock Block(float[] values)
    {
        var block = _device.CreateBlock("a test");
        block.Upload(values);
        return block;
    }

    private static float[] Read(GpuBlock block, int length)
    {
        var values = new float[length];
        block.Download(values);
        return values;
    }

    private static void Close(ReadOnlySpan<float> expected, float[] actual) =>
        Values.AssertNear([.. expected.ToArray().Select(static value => (double)value)], actual, Tolerance);
}
