using Gmnm.Gpu;

namespace Gmnm.Benchmarks.Gpu;

/// <summary>A generated network.</summary>
/// <param name="name">Name in tables.</param>
/// <param name="batch">Samples.</param>
/// <param name="indices">Rows of the table that an input's elements name; 0 for inputs that are numbers.</param>
internal sealed class BenchmarkNetwork<TNetwork>(string name, int batch, int indices = 0) : BenchmarkNetwork(name, batch)
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private const ulong Seed = 42;
    private const ulong InputSeed = 1;
    private const ulong TargetSeed = 2;
    private const ulong DropoutKey = 77;
    private const double LearningRate = 1e-7;

    private static NetworkInfo Info => TNetwork.Info;

    private readonly float[] _inputs = indices > 0
        ? Numbers.Integers(batch * TNetwork.Info.InputLength, indices, InputSeed)
        : Numbers.Normal(batch * TNetwork.Info.InputLength, InputSeed);

    private readonly float[] _targets = TNetwork.Info.Target == TargetKind.ClassIndex
        ? Numbers.Integers(batch * TNetwork.Info.TargetLength, TNetwork.Info.OutputLength / TNetwork.Info.TargetLength, TargetSeed)
        : Numbers.Normal(batch * TNetwork.Info.TargetLength, TargetSeed);

    public override double MultiplyAdds => (double)Batch * Info.MultiplyAccumulates;

    public override NetworkAgreement Compare(KernelDevice device)
    {
        var network = TNetwork.Create(Seed);
        var wanted = Expected(network);
        var (output, gradient) = (new float[wanted.Output.Length], new float[Info.ParameterBufferLength]);
        using var session = new GpuSession(device, network, network.Parameters);
        session.Predict(_inputs, output);
        ForwardBackward(session);
        session.DownloadGradient(gradient);
        return NetworkAgreement.Of(Name, Info, device.IsEmulated, wanted, (output, session.ReadLoss(), gradient));
    }

    public override NetworkTimes Time(KernelDevice device, Stopwatches watches)
    {
        var network = TNetwork.Create(Seed);
        var output = new float[Batch * Info.OutputLength];
        using var session = new GpuSession(device, network, network.Parameters);
        var optimizer = new Adam(LearningRate);
        var launched = 0;
        var transferred = watches.Median(() => session.Predict(_inputs, output), static () => { });
        var forward = watches.Median(() => session.PredictAgain(Batch), device.Synchronize);
        var wholeStep = watches.Median(
            () =>
            {
                ForwardBackward(session);
                Update(readsLoss: true);
            },
            device.Synchronize);
        var step = watches.Median(() => Again(readsLoss: true), device.Synchronize);
        var silentStep = watches.Median(() => Again(readsLoss: false), device.Synchronize);
        var kernels = new KernelTimes(device, watches);
        kernels.Observe("forward", () => session.PredictAgain(Batch));
        kernels.Observe("step", () => session.ForwardBackwardAgain(Batch));
        kernels.Add("step", "Adam", watches.Median(() => Update(readsLoss: false), device.Synchronize), 0, 7.0 * sizeof(float) * Info.TrainableLength);
        return new NetworkTimes(Name, Batch, MultiplyAdds, forward, transferred, silentStep, step, wholeStep, kernels.Rows);

        void Again(bool readsLoss)
        {
            session.ForwardBackwardAgain(Batch);
            Update(readsLoss);
        }

        void Update(bool readsLoss)
        {
            session.Update(optimizer, LearningRate, clipNorm: null, average: null);
            if (readsLoss || ++launched == session.MostSteps)
            {
                session.ReadSteps();
                launched = 0;
            }
        }
    }

    public override void FirstStep(KernelDevice device)
    {
        var network = TNetwork.Create(Seed);
        using var trainer = new Trainer<TNetwork>(network, new Adam(LearningRate), new TrainerOptions { Device = device });
        trainer.Step(_inputs, _targets);
    }

    public override void Write(string folder)
    {
        var network = TNetwork.Create(Seed);
        var (output, loss, gradient) = Expected(network);
        var writer = new SafetensorsWriter { Metadata = { ["network"] = typeof(TNetwork).Name, ["name"] = Name } };
        foreach (var parameter in Info.Parameters)
        {
            writer.Add(parameter.Name, parameter.Shape.AsSpan(), network.Parameters.Values.Slice(parameter.Offset, parameter.Length).ToArray());
            writer.Add("gradient/" + parameter.Name, parameter.Shape.AsSpan(), gradient.AsMemory(parameter.Offset, parameter.Length));
        }

        writer.Add("batch/input", [Batch, .. Info.InputShape], _inputs);
        writer.Add("batch/target", [Batch, Info.TargetLength], _targets);
        writer.Add("batch/output", [Batch, .. Info.OutputShape], output);
        writer.Add("batch/loss", [1], new[] { loss });
        writer.Save(Path.Combine(folder, typeof(TNetwork).Name + ".safetensors"));
    }

    private void ForwardBackward(GpuSession session)
    {
        var staged = session.Stage(Batch);
        _inputs.CopyTo(staged.Inputs);
        _targets.CopyTo(staged.Targets);
        session.ForwardBackward(DropoutKey);
    }

    private (float[] Output, float Loss, float[] Gradient) Expected(TNetwork network)
    {
        var output = new float[Batch * Info.OutputLength];
        network.Predict(_inputs, output);
        var gradient = new AlignedBuffer(Info.ParameterBufferLength);
        var workspace = new AlignedBuffer(TNetwork.TrainingWorkspaceLength(Batch));
        var loss = network.ForwardBackward(_inputs, _targets, gradient, workspace, DropoutKey);
        return (output, loss, gradient.Span.ToArray());
    }
}
