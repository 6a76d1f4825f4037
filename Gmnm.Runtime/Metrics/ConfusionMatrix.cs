namespace Gmnm;

/// <summary>Counts of predicted classes for each true class.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    /// <summary>Starts with no sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> is not positive.</exception>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        Classes = classes;
        _counts = new long[checked(classes * classes)];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of samples.</summary>
    public long Total => _counts.Sum();

    /// <summary>Part of the samples that are predicted right; NaN for none.</summary>
    public double Accuracy => Enumerable.Range(0, Classes).Sum(index => this[index, index]) / (double)Total;

    /// <summary>Samples of class <paramref name="actual"/> that were predicted as <paramref name="predicted"/>.</summary>
    public long this[int actual, int predicted] => _counts[Cell(actual, predicted)];

    /// <summary>Part of the samples predicted as <paramref name="index"/> that are of it; NaN for none.</summary>
    public double Precision(int index) =>
        this[index, index] / (double)Enumerable.Range(0, Classes).Sum(actual => this[actual, index]);

    /// <summary>Part of the samples of class <paramref name="index"/> that were predicted as it; NaN for none.</summary>
    public double Recall(int index) =>
        this[index, index] / (double)Enumerable.Range(0, Classes).Sum(predicted => this[index, predicted]);

    /// <summary>Counts one sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A class is out of range.</exception>
    public void Add(int actual, int predicted) => _counts[Cell(actual, predicted)]++;

    /// <summary>Counts a batch.</summary>
    /// <param name="predictions">[Batch, Classes], row-major: scores.</param>
    /// <param name="targets">[Batch], class indices.</param>
    /// <exception cref="ShapeMismatchException">The lengths are not those of one batch.</exception>
    /// <exception cref="InvalidTargetException">A target is no class; the samples before it are counted.</exception>
    public void Add(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        var batch = ShapeCheck.LossBatch(nameof(ConfusionMatrix), Classes, predictions.Length, 1, targets.Length);
        for (var i = 0; i < batch; i++)
        {
            Add(ShapeCheck.ClassIndex(nameof(ConfusionMatrix), i, targets[i], Classes), Metrics.PredictedClass(predictions.Slice(i * Classes, Classes)));
        }
    }

    private int Cell(int actual, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)actual, (uint)Classes, nameof(actual));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)Classes, nameof(predicted));
        return (actual * Classes) + predicted;
    }
}
