namespace Gmnm.Runtime.Tests.Networks;

/// <summary>
/// y = Σ w f (x - m) with mean squared error: w is trained, m is a running mean of the inputs, f is frozen. A loss that is
/// to be infinite has an infinite target.
/// </summary>
internal sealed class CenteredRegression : ITrainableNetwork<CenteredRegression>
{
    public const int Inputs = 3;
    public const int StateOffset = 16;
    public const int FrozenOffset = 32;

    private CenteredRegression() => Parameters = new ParameterBuffer(Info);

    public static NetworkInfo Info { get; } = new()
    {
        Name = nameof(CenteredRegression),
        InputShape = [Inputs],
        OutputShape = [1],
        Target = TargetKind.Values,
        TargetLength = 1,
        Inputs = [new("input", [Inputs], 0)],
        Outputs = [new("output", [1], 0)],
        Targets = [new("target", [1], 0)],
        Layers = [],
        Parameters =
        [
            new ParameterInfo("linear1.weight", [Inputs], 0, Initializer.Normal(0.5f)),
            new ParameterInfo("center1.runningMean", [Inputs], StateOffset, Initializer.Zeros, ParameterKind.State),
            new ParameterInfo("linear2.weight", [Inputs], FrozenOffset, Initializer.Uniform(1), ParameterKind.Frozen),
        ],
        ParameterBufferLength = 48,
        TrainableLength = 16,
        ParameterCount = 6,
        MultiplyAccumulates = 3,
    };

    public ParameterBuffer Parameters { get; }

    public static CenteredRegression Create(ulong seed = 0)
    {
        var network = new CenteredRegression();
        network.Parameters.Initialize(seed);
        return network;
    }

    public static int TrainingWorkspaceLength(int batch) => batch;

    private static float Loss(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        var sum = 0.0;
        for (var i = 0; i < target.Length; i++)
        {
            sum += (prediction[i] - target[i]) * (double)(prediction[i] - target[i]);
        }

        return (float)(sum / target.Length);
    }

    public void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
        var values = Parameters.Values;
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = 0;
            for (var d = 0; d < Inputs; d++)
            {
                output[i] += values[d] * values[FrozenOffset + d] * (input[(i * Inputs) + d] - values[StateOffset + d]);
            }
        }
    }

    public float Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> output)
    {
        Predict(input, output);
        return Loss(output, target);
    }

    public float ForwardBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> target, AlignedBuffer gradient, AlignedBuffer workspace, ulong dropoutKey)
    {
        var predictions = workspace.Span[..target.Length];
        var values = Parameters.Values;
        Predict(input, predictions);
        gradient.Span.Clear();
        for (var d = 0; d < Inputs; d++)
        {
            var mean = 0f;
            for (var i = 0; i < target.Length; i++)
            {
                var centered = input[(i * Inputs) + d] - values[StateOffset + d];
                gradient.Span[d] += 2 * (predictions[i] - target[i]) / target.Length * values[FrozenOffset + d] * centered;
                mean += input[(i * Inputs) + d] / target.Length;
            }

            gradient.Span[StateOffset + d] = (0.9f * values[StateOffset + d]) + (0.1f * mean);
        }

        return Loss(predictions, target);
    }
}
