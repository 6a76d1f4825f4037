namespace Gmnm.Benchmarks;

/// <summary>A training step with Adam on a batch.</summary>
internal abstract class TrainingWorkload : NetworkWorkload
{
    private const ulong TargetSeed = 2;

    /// <summary>Each product of the forward pass has two in the backward pass: for its weights and for its input.</summary>
    private const int ProductsOfAStep = 3;

    protected TrainingWorkload(string name, NetworkInfo info, ParameterBuffer parameters, int batch)
        : base($"{name}, Adam step {batch}", info, parameters, batch)
    {
        Wanted = info.Target == TargetKind.ClassIndex
            ? Numbers.Integers(batch * info.TargetLength, info.OutputLength / info.TargetLength, TargetSeed)
            : Numbers.Normal(batch * info.TargetLength, TargetSeed);
    }

    /// <summary>[Batch, TargetLength].</summary>
    public float[] Wanted { get; }

    /// <summary>Whether the first layer hands a gradient on to something that learns, as one with a state or a normalisation does.</summary>
    public bool FirstLayerPassesGradient { get; init; }

    public override double MultiplyAdds => Batch
        * ((ProductsOfAStep * (double)Info.MultiplyAccumulates) - (FirstLayerPassesGradient ? 0 : Info.Layers[0].MultiplyAccumulates));

    public override int ComparedCalls => 3;

    public override double Tolerance => 0.02;

    /// <summary>Bytes of ours for training: parameters, gradient, both moments of Adam, workspace.</summary>
    public abstract long TrainingBytes { get; }

    /// <summary>Results are the loss, then the parameters.</summary>
    public override double Difference(float[] ours, float[] theirs) =>
        Math.Max(Math.Abs(ours[0] - theirs[0]) / Math.Abs(ours[0]), Changes.Difference(Start, ours.AsSpan(1), theirs.AsSpan(1)));
}

/// <inheritdoc/>
internal sealed class TrainingWorkload<TNetwork>(string name, int batch)
    : TrainingWorkload(name, TNetwork.Info, TNetwork.Create(Seed).Parameters, batch)
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private const ulong Seed = 42;

    public override long TrainingBytes => sizeof(float)
        * ((2L * Info.ParameterBufferLength) + (2L * Info.TrainableLength) + TNetwork.TrainingWorkspaceLength(Batch));

    public override Contender Ours(double learningRate) => new Step(this, learningRate);

    private sealed class Step(TrainingWorkload<TNetwork> workload, double learningRate) : Contender
    {
        private readonly Trainer<TNetwork> _trainer = new(TNetwork.Create(Seed), new Adam(learningRate));
        private readonly float[] _inputs = workload.Inputs;
        private readonly float[] _wanted = workload.Wanted;
        private float _loss;

        public override void Call() => _loss = _trainer.Step(_inputs, _wanted);

        public override float[] Result() => [_loss, .. _trainer.Network.Parameters.Values];
    }
}
