namespace Gmnm.Runtime.Tests.Networks;

/// <summary>One input, which is the mean of both targets, and a variance of 1: twice as many outputs as targets.</summary>
internal sealed class MeanAndVariance : ITrainableNetwork<MeanAndVariance>
{
    public static NetworkInfo Info { get; } = new()
    {
        Name = nameof(MeanAndVariance),
        InputShape = [1],
        OutputShape = [4],
        Target = TargetKind.Values,
        TargetLength = 2,
        Inputs = [new("input", [1], 0)],
        Outputs = [new("output", [4], 0)],
        Targets = [new("target", [2], 0)],
        Layers = [],
        Parameters = [],
        ParameterBufferLength = 0,
        TrainableLength = 0,
        ParameterCount = 0,
        MultiplyAccumulates = 0,
    };

    public ParameterBuffer Parameters { get; } = new(Info);

    public static MeanAndVariance Create(ulong seed = 0) => new();

    public static int TrainingWorkspaceLength(int batch) => 0;

    

    public void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
        output.Clear();
        for (var i = 0; i < input.Length; i++)
        {
            output.Slice(4 * i, 2).Fill(input[i]);
        }
    }

    public float Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> output)
    {
        Predict(input, output);
        return output.Length;
    }

    public float ForwardBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> target, AlignedBuffer gradient, AlignedBuffer workspace, ulong dropoutKey) => 0;
}
