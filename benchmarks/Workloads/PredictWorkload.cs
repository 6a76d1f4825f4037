namespace Gmnm.Benchmarks;

/// <summary>The prediction of a batch.</summary>
internal sealed class PredictWorkload<TNetwork>(string name, int batch)
    : NetworkWorkload($"{name}, predict {batch}", TNetwork.Info, TNetwork.Create(Seed).Parameters, batch)
    where TNetwork : class, INetwork<TNetwork>
{
    private const ulong Seed = 42;

    public override double MultiplyAdds => (double)Info.MultiplyAccumulates * Batch;

    /// <summary>Of one sample, where each weight is used once, the weights stream through the processor.</summary>
    public override double StreamedBytes =>
        Batch == 1 && Info.MultiplyAccumulates <= Info.ParameterCount ? sizeof(float) * (double)Info.ParameterCount : 0;

    public override Contender Ours(double learningRate) => new Prediction(this);

    private sealed class Prediction(PredictWorkload<TNetwork> workload) : Contender
    {
        private readonly TNetwork _network = TNetwork.Create(Seed);
        private readonly float[] _output = new float[workload.Batch * workload.Info.OutputLength];
        private readonly float[] _inputs = workload.Inputs;

        public override void Call() => _network.Predict(_inputs, _output);

        public override float[] Result() => [.. _output];
    }
}
