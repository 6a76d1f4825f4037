using System.Collections.Immutable;

namespace Gmnm.Runtime.Tests.Networks;

/// <summary>Four inputs, three classes, cross-entropy: what the generator writes, by hand and in plain loops.</summary>
internal sealed class SoftmaxRegression : ITrainableNetwork<SoftmaxRegression>
{
    public const int Inputs = 4;
    public const int Classes = 3;
    private const int BiasOffset = 16;

    private SoftmaxRegression() => Parameters = new ParameterBuffer(Info);

    public static NetworkInfo Info { get; } = new()
    {
        Name = nameof(SoftmaxRegression),
        InputShape = [2, 2],
        OutputShape = [Classes],
        Target = TargetKind.ClassIndex,
        TargetLength = 1,
        Inputs = [new("input", [2, 2], 0)],
        Outputs = [new("output", [Classes], 0)],
        Targets = [new("target", [1], 0)],
        Layers = ImmutableArray.Create(new LayerInfo("linear1", "Linear(3)", [Classes], 15, 12)),
        Parameters =
        [
            new ParameterInfo("linear1.weight", [Classes, Inputs], 0, Initializer.Uniform(0.5f)),
            new ParameterInfo("linear1.bias", [Classes], BiasOffset, Initializer.Zeros),
        ],
        ParameterBufferLength = 32,
        TrainableLength = 32,
        ParameterCount = 15,
        MultiplyAccumulates = 12,
    };

    public ParameterBuffer Parameters { get; }

    /// <summary>Makes the loss NaN at this call of <see cref="ForwardBackward"/>, counted from 1.</summary>
    public int FailAtCall { get; set; }

    /// <summary>Makes the gradient infinite at every call.</summary>
    public bool HasInfiniteGradient { get; set; }

    /// <summary>What each call of <see cref="ForwardBackward"/> was given.</summary>
    public List<ulong> DropoutKeys { get; } = new(4096);

    /// <summary>First number of each sample, in the order of training.</summary>
    public List<float> Seen { get; } = new(65536);

    public static SoftmaxRegression Create(ulong seed = 0)
    {
        var network = new SoftmaxRegression();
        network.Parameters.Initialize(seed);
        return network;
    }

    public static int TrainingWorkspaceLength(int batch) => batch * Classes;

    private static float Loss(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        var batch = ShapeCheck.LossBatch(Info.Name, Classes, prediction.Length, 1, target.Length);
        var sum = 0.0;
        for (var i = 0; i < batch; i++)
        {
            var logits = prediction.Slice(i * Classes, Classes);
            sum += LogSumExp(logits) - logits[ShapeCheck.ClassIndex(Info.Name, i, target[i], Classes)];
        }

        return (float)(sum / batch);
    }

    public void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
        var batch = ShapeCheck.Batch(Info.Name, Inputs, input.Length, Classes, output.Length);
        var values = Parameters.Values;
        for (var i = 0; i < batch; i++)
        {
            for (var c = 0; c < Classes; c++)
            {
                var sum = values[BiasOffset + c];
                for (var d = 0; d < Inputs; d++)
                {
                    sum += values[(c * Inputs) + d] * input[(i * Inputs) + d];
                }

                output[(i * Classes) + c] = sum;
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
        var batch = ShapeCheck.TrainingBatch(Info.Name, Inputs, input.Length, 1, target.Length);
        ShapeCheck.Gradient(Info.Name, Info.ParameterBufferLength, gradient.Length);
        ShapeCheck.Workspace(Info.Name, batch, TrainingWorkspaceLength(batch), workspace.Length);
        DropoutKeys.Add(dropoutKey);
        var logits = workspace.Span[..(batch * Classes)];
        Predict(input, logits);
        var loss = Loss(logits, target);
        gradient.Span.Clear();
        for (var i = 0; i < batch; i++)
        {
            Seen.Add(input[i * Inputs]);
            var row = logits.Slice(i * Classes, Classes);
            var normalizer = LogSumExp(row);
            for (var c = 0; c < Classes; c++)
            {
                var delta = (float)((Math.Exp(row[c] - normalizer) - (c == (int)target[i] ? 1 : 0)) / batch);
                gradient.Span[BiasOffset + c] += delta;
                for (var d = 0; d < Inputs; d++)
                {
                    gradient.Span[(c * Inputs) + d] += delta * input[(i * Inputs) + d];
                }
            }
        }

        if (HasInfiniteGradient)
        {
            gradient.Span[0] = float.PositiveInfinity;
        }

        return DropoutKeys.Count == FailAtCall ? float.NaN : loss;
    }

    private static double LogSumExp(ReadOnlySpan<float> values)
    {
        double largest = values[0];
        foreach (var value in values)
        {
            largest = Math.Max(largest, value);
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            sum += Math.Exp(value - largest);
        }

        return largest + Math.Log(sum);
    }
}
