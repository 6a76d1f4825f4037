namespace Gmnm.Benchmarks;

/// <summary>AdamW on parameters that lie in memory: parameter, gradient and both moments are read, all but the gradient written.</summary>
internal sealed class UpdateWorkload(int count) : Workload($"AdamW, {count:N0} parameters")
{
    private const int BytesOfAnUpdate = 28;
    private const int OperationsOfAnUpdate = 8;

    public int Count { get; } = count;

    /// <summary>The parameters before the first step.</summary>
    public float[] Start => field ??= Numbers.Normal(Count, seed: 1);

    /// <summary>The gradient of each step.</summary>
    public float[] Gradient => field ??= Numbers.Normal(Count, seed: 2);

    public override double MultiplyAdds => (double)OperationsOfAnUpdate * Count;

    public override double StreamedBytes => (double)BytesOfAnUpdate * Count;

    public override bool Writes => true;

    public override int ComparedCalls => 3;

    public override double Tolerance => 1e-3;

    public override double Difference(float[] ours, float[] theirs) => Changes.Difference(Start, ours, theirs);

    public override Contender Ours(double learningRate) => new Update(this, learningRate);

    private sealed class Update : Contender
    {
        private readonly AdamW _optimizer;
        private readonly ParameterBuffer _parameters;
        private readonly AlignedBuffer _gradient;

        public Update(UpdateWorkload workload, double learningRate)
        {
            _optimizer = new AdamW(learningRate);
            _gradient = new AlignedBuffer(workload.Count);
            workload.Gradient.CopyTo(_gradient.Span);
            _parameters = new ParameterBuffer(Info(workload.Count));
            workload.Start.CopyTo(_parameters.Write());
        }

        public override void Call() => _optimizer.Step(_parameters, _gradient, _optimizer.LearningRate);

        public override float[] Result() => _parameters.Values.ToArray();

        private static NetworkInfo Info(int count) => new()
        {
            Name = "Parameters",
            InputShape = [1],
            OutputShape = [1],
            Target = TargetKind.None,
            TargetLength = 0,
            Inputs = [],
            Outputs = [],
            Targets = [],
            Layers = [],
            Parameters = [],
            ParameterBufferLength = count,
            TrainableLength = count,
            ParameterCount = count,
            MultiplyAccumulates = 0,
        };
    }
}
