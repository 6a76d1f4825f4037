using Gmnm.Gpu;
using Gmnm.Training;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>A device that counts how often a trainer waits for its steps.</summary>
internal sealed class WatchedDevice(KernelDevice device) : ComputeDevice
{
    /// <summary>How many steps each wait gave.</summary>
    public List<int> Waits { get; } = [];

    public override string Name => device.Name;

    public override void Dispose()
    {
    }

    internal override DeviceSession Open(object network, ParameterBuffer parameters) => new Session(device.Open(network, parameters), Waits);

    private sealed class Session(DeviceSession session, List<int> waits) : DeviceSession
    {
        public override int MostSteps => session.MostSteps;

        public override void Expect(UpdateKind kind, bool clips, bool averages) => session.Expect(kind, clips, averages);

        public override void Predict(ReadOnlySpan<float> input, Span<float> output) => session.Predict(input, output);

        public override float Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> output) => session.Evaluate(input, target, output);

        public override StagedBatch Stage(int samples) => session.Stage(samples);

        public override void ForwardBackward(ulong dropoutKey) => session.ForwardBackward(dropoutKey);

        public override void Update(Optimizer optimizer, double learningRate, double? clipNorm, AveragedParameters? average) =>
            session.Update(optimizer, learningRate, clipNorm, average);

        public override ReadOnlySpan<StepOutcome> ReadSteps()
        {
            var outcomes = session.ReadSteps();
            waits.Add(outcomes.Length);
            return outcomes;
        }

        public override void ForgetState() => session.ForgetState();

        public override void Dispose() => session.Dispose();
    }
}
