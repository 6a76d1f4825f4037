namespace Gmnm;

/// <summary>How good predictions are.</summary>
public static class Metrics
{
    /// <summary>The class of one prediction: the index of the largest score, the first of equals; NaN is never the largest.</summary>
    /// <param name="scores">One score for each class; at least one.</param>
    public static int PredictedClass(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best] || (float.IsNaN(scores[best]) && !float.IsNaN(scores[i])))
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>Part of the samples whose class is predicted right; NaN for none.</summary>
    /// <param name="predictions">[Batch, <paramref name="classes"/>], row-major.</param>
    /// <param name="targets">[Batch], class indices.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ShapeMismatchException">The lengths are not those of one batch.</exception>
    public static double Accuracy(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, int classes) =>
        CountCorrect(predictions, targets, classes) / (double)targets.Length;

    /// <summary>Number of samples whose class is predicted right.</summary>
    /// <inheritdoc cref="Accuracy"/>
    public static int CountCorrect(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        var batch = ShapeCheck.LossBatch(nameof(Metrics), classes, predictions.Length, 1, targets.Length);
        var correct = 0;
        for (var i = 0; i < batch; i++)
        {
            correct += PredictedClass(predictions.Slice(i * classes, classes)) == targets[i] ? 1 : 0;
        }

        return correct;
    }

    /// <summary>Number of logits on the right side of 0: positive where the target is above one half.</summary>
    /// <param name="logits">Predicted logits.</param>
    /// <param name="targets">Probabilities, as many.</param>
    /// <exception cref="ShapeMismatchException">The lengths differ.</exception>
    public static int CountCorrectSigns(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)
    {
        ShapeCheck.Target(nameof(Metrics), logits.Length, 1, targets.Length);
        var correct = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            correct += logits[i] > 0 == targets[i] > 0.5f ? 1 : 0;
        }

        return correct;
    }

    /// <summary>Mean of |prediction - target|; NaN for none.</summary>
    /// <param name="predictions">Predicted values.</param>
    /// <param name="targets">True values, as many.</param>
    /// <exception cref="ShapeMismatchException">The lengths differ.</exception>
    public static double MeanAbsoluteError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        ShapeCheck.Target(nameof(Metrics), predictions.Length, 1, targets.Length);
        var sum = 0.0;
        for (var i = 0; i < targets.Length; i++)
        {
            sum += Math.Abs((double)predictions[i] - targets[i]);
        }

        return sum / targets.Length;
    }
}
