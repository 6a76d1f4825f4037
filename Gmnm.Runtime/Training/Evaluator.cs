namespace Gmnm.Training;

/// <summary>Predicts a dataset in chunks and measures loss and metric. Keeps its buffer: allocates only the first time.</summary>
/// <param name="chunk">Samples at once.</param>
/// <param name="session">The device; null for the processor.</param>
internal sealed class Evaluator<TNetwork>(int chunk, DeviceSession? session)
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private float[] _predictions = [];

    /// <summary>Evaluates <paramref name="network"/> on checked data of at least one sample.</summary>
    public Evaluation Run(TNetwork network, Dataset data)
    {
        var info = TNetwork.Info;
        int inputLength = info.InputLength, outputLength = info.OutputLength, targetLength = info.TargetLength;
        var chunkLength = checked(Math.Min(chunk, data.Count) * outputLength);
        if (_predictions.Length < chunkLength)
        {
            _predictions = new float[chunkLength];
        }

        double loss = 0, error = 0;
        long correct = 0;
        for (var start = 0; start < data.Count; start += chunk)
        {
            var count = Math.Min(chunk, data.Count - start);
            var targets = data.Targets.Span.Slice(start * targetLength, count * targetLength);
            var predictions = _predictions.AsSpan(0, count * outputLength);
            var inputs = data.Inputs.Span.Slice(start * inputLength, count * inputLength);
            loss += count * (double)(session?.Evaluate(inputs, targets, predictions) ?? network.Evaluate(inputs, targets, predictions));
            switch (info.Target)
            {
                case TargetKind.ClassIndex:
                    correct += Metrics.CountCorrect(predictions, targets, info.OutputShape[^1]);
                    break;
                case TargetKind.Probabilities:
                    correct += Metrics.CountCorrectSigns(predictions, targets);
                    break;
                case TargetKind.Values:
                    error += AbsoluteErrors(predictions, targets, outputLength, targetLength);
                    break;
            }
        }

        return new Evaluation(
            loss / data.Count,
            info.Target is TargetKind.ClassIndex or TargetKind.Probabilities ? correct / (double)data.Targets.Length : null,
            info.Target == TargetKind.Values ? error / data.Targets.Length : null);
    }

    /// <summary>Sum of |output - target|. Where there are more outputs than targets, the first are the means of a likelihood.</summary>
    private static double AbsoluteErrors(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, int outputLength, int targetLength)
    {
        var sum = 0.0;
        for (var i = 0; i < targets.Length; i++)
        {
            sum += Math.Abs((double)predictions[(i / targetLength * outputLength) + (i % targetLength)] - targets[i]);
        }

        return sum;
    }
}
