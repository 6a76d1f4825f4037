using System.Collections.Immutable;

namespace Gmnm.Runtime.Tests.Networks;

/// <summary>Three inputs, two outputs, mean squared error; and centres that take no part but are initialised from data.</summary>
internal sealed class LinearRegression : ITrainableNetwork<LinearRegression>
{
    public const int Inputs = 3;
    public const int Outputs = 2;
    public const int CentresOffset = 32;
    public const int Centres = 5;
    private const int BiasOffset = 16;

    private LinearRegression() => Parameters = new ParameterBuffer(Info);

    public static NetworkInfo Info { get; } = new()
    {
        Name = nameof(LinearRegression),
        InputShape = [Inputs],
        OutputShape = [Outputs],
        Target = TargetKind.Values,
        TargetLength = Outputs,
        Inputs = [new("input", [Inputs], 0)],
        Outputs = [new("output", [Outputs], 0)],
        Targets = [new("target", [Outputs], 0)],
        Layers = ImmutableArray<LayerInfo>.Empty,
        Parameters =
        [
            new ParameterInfo("linear1.weight", [Outputs, Inputs], 0, Initializer.Normal(0.1f)),
            new ParameterInfo("linear1.bias", [Outputs], BiasOffset, Initializer.Zeros),
            new ParameterInfo("gmnm1.centers", [Centres, Inputs], CentresOffset, Initializer.InputSamples()),
        ],
        ParameterBufferLength = 48,
        TrainableLength = 48,
        ParameterCount = 23,
        MultiplyAccumulates = 6,
    };

    public ParameterBuffer Parameters { get; }

    public static LinearRegression Create(ulong seed = 0)
    {
        var network = new LinearRegression();
        network.Parameters.Initialize(seed);
        return network;
    }

    public static int TrainingWorkspaceLength(int batch) => batch * Outputs;

    private static float Loss(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        ShapeCheck.LossBatch(Info.Name, Outputs, prediction.Length, Outputs, target.Length);
        var sum = 0.0;
        for (var i = 0; i < target.Length; i++)
        {
            sum += (prediction[i] - target[i]) * (prediction[i] - target[i]);
        }

        return (float)(sum / target.Length);
    }

    public void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
        var batch = ShapeCheck.Batch(Info.Name, Inputs, input.Length, Outputs, output.Length);
        var values = Parameters.Values;
        for (var i = 0; i < batch * Outputs; i++)
        {
            output[i] = values[BiasOffset + (i % Outputs)];
            for (var d = 0; d < Inputs; d++)
            {
                output[i] += values[(i % Outputs * Inputs) + d] * input[(i / Outputs * Inputs) + d];
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
        Predict(input, predictions);
        gradient.Span.Clear();
        for (var i = 0; i < target.Length; i++)
        {
            var delta = 2 * (predictions[i] - target[i]) / target.Length;
            gradient.Span[BiasOffset + (i % Outputs)] += delta;
            for (var d = 0; d < Inputs; d++)
            {
                gradient.Span[(i % Outputs * Inputs) + d] += delta * input[(i / Outputs * Inputs) + d];
            }
        }

        return Loss(predictions, target);
    }
}
