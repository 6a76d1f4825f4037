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

    public override double MultiplyAdds => (double)ProductsOfAStep * Info.MultiplyAccumulates * Batch;

    public override int ComparedCalls => 3;

    public override double Tolerance => 0.02;

    /// <summary>Bytes of ours for training: parameters, gradient, both moments of Adam, workspace.</summary>
    public abstract long TrainingBytes { get; }

    /// <summary>
    /// Difference of what the steps changed, as a share of the change: results are the loss, then the parameters. Where a
    /// gradient is all rounding Adam's first steps take its sign, so a single parameter may differ by a whole step.
    /// </summary>
    public override double Difference(float[] ours, float[] theirs)
    {
        if (ours.Length != theirs.Length)
        {
            return double.PositiveInfinity;
        }

        var (difference, change) = (0.0, 0.0);
        for (var i = 0; i < Start.Length; i++)
        {
            difference += Math.Pow(ours[i + 1] - (double)theirs[i + 1], 2);
            change += Math.Pow(ours[i + 1] - (double)Start[i], 2);
        }

        return Math.Max(Math.Abs(ours[0] - theirs[0]) / Math.Abs(ours[0]), Math.Sqrt(difference / change));
    }
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
