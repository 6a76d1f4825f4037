using Gmnm.Randomness;

namespace Gmnm;

/// <summary>Samples with their targets, in memory: inputs [Count, InputLength], targets [Count, TargetLength], row-major.</summary>
public sealed class Dataset
{
    /// <summary>Wraps memory without copying it.</summary>
    /// <param name="inputs">[Count, <paramref name="inputLength"/>], row-major.</param>
    /// <param name="targets">[Count, <paramref name="targetLength"/>], row-major; a class index is one float.</param>
    /// <param name="inputLength">Floats in one input; positive.</param>
    /// <param name="targetLength">Floats in one target; 0 for a loss that takes no targets.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no inputs, or a length is negative.</exception>
    /// <exception cref="ShapeMismatchException">Inputs or targets are not whole samples, or differ in their number.</exception>
    public Dataset(ReadOnlyMemory<float> inputs, ReadOnlyMemory<float> targets, int inputLength, int targetLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputLength);
        ArgumentOutOfRangeException.ThrowIfNegative(targetLength);
        if (inputs.Length % inputLength != 0)
        {
            throw new ShapeMismatchException($"The inputs have {inputs.Length} floats; expected a multiple of {inputLength}, the floats of one sample.");
        }

        Count = inputs.Length / inputLength;
        if (targets.Length != (long)Count * targetLength)
        {
            throw new ShapeMismatchException($"The targets have {targets.Length} floats; expected {(long)Count * targetLength} ({Count} samples of {targetLength}).");
        }

        Inputs = inputs;
        Targets = targets;
        InputLength = inputLength;
        TargetLength = targetLength;
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Floats in one input.</summary>
    public int InputLength { get; }

    /// <summary>Floats in one target.</summary>
    public int TargetLength { get; }

    /// <summary>[Count, InputLength], row-major.</summary>
    public ReadOnlyMemory<float> Inputs { get; }

    /// <summary>[Count, TargetLength], row-major.</summary>
    public ReadOnlyMemory<float> Targets { get; }

    /// <summary>Samples with class labels.</summary>
    /// <param name="inputs">[Count, InputLength], row-major; not copied.</param>
    /// <param name="labels">One class index for each sample; the number of samples.</param>
    /// <exception cref="ShapeMismatchException">There are no labels, or the inputs do not divide among them.</exception>
    public static Dataset FromLabels(ReadOnlyMemory<float> inputs, ReadOnlySpan<int> labels)
    {
        if (labels.IsEmpty)
        {
            throw new ShapeMismatchException("There are no labels.");
        }

        if (inputs.IsEmpty || inputs.Length % labels.Length != 0)
        {
            throw new ShapeMismatchException($"The inputs have {inputs.Length} floats, which do not divide among {labels.Length} labels.");
        }

        var targets = new float[labels.Length];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = labels[i];
        }

        return new Dataset(inputs, targets, inputs.Length / labels.Length, 1);
    }

    /// <summary>Images and labels as IDX files hold them.</summary>
    /// <param name="images">[Count, …].</param>
    /// <param name="labels">[Count], class indices.</param>
    /// <param name="scale">Factor on the images' elements; 1/255 brings bytes to [0, 1].</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public static Dataset FromIdx(IdxArray images, IdxArray labels, float scale = 1f / 255)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Shape.Length != 1 || images.Shape.IsEmpty || images.Shape[0] != labels.Shape[0] || images.Length == 0)
        {
            throw new ShapeMismatchException($"Images of shape [{string.Join(", ", images.Shape)}] do not go with labels of shape [{string.Join(", ", labels.Shape)}].");
        }

        return new Dataset(images.ToSingles(scale), labels.ToSingles(), images.Length / images.Shape[0], 1);
    }

    /// <summary>Input number <paramref name="index"/>.</summary>
    public ReadOnlySpan<float> Input(int index) => Inputs.Span.Slice(index * InputLength, InputLength);

    /// <summary>Target number <paramref name="index"/>.</summary>
    public ReadOnlySpan<float> Target(int index) => Targets.Span.Slice(index * TargetLength, TargetLength);

    /// <summary>Number of training batches in an epoch, a partial last one included: what schedules count in.</summary>
    public int BatchCount(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return (int)(((long)Count + batchSize - 1) / batchSize);
    }

    /// <summary>A part of consecutive samples; shares the memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part reaches beyond the samples.</exception>
    public Dataset Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Count);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - start);
        return new Dataset(
            Inputs.Slice(start * InputLength, count * InputLength),
            Targets.Slice(start * TargetLength, count * TargetLength),
            InputLength,
            TargetLength);
    }

    /// <summary>The samples of those numbers, copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is that of no sample.</exception>
    public Dataset Select(ReadOnlySpan<int> indices)
    {
        var inputs = new float[indices.Length * InputLength];
        var targets = new float[indices.Length * TargetLength];
        Gather(indices, inputs, targets);
        return new Dataset(inputs, targets, InputLength, TargetLength);
    }

    /// <summary>Two parts without a sample in common, in random order.</summary>
    /// <param name="fraction">Part of the samples in the first, from 0 to 1.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is out of its range.</exception>
    public (Dataset First, Dataset Second) Split(double fraction, ulong seed)
    {
        if (!(fraction is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Expected a number from 0 to 1.");
        }

        var order = new int[Count];
        SampleOrder.Fill(StableHash.Key(seed, "split"), order);
        var first = (int)Math.Round(fraction * Count);
        return (Select(order.AsSpan(0, first)), Select(order.AsSpan(first)));
    }

    /// <summary>Copies the samples of those numbers.</summary>
    /// <param name="indices">Numbers of samples.</param>
    /// <param name="inputs">[indices.Length, InputLength].</param>
    /// <param name="targets">[indices.Length, TargetLength].</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is that of no sample; nothing is written.</exception>
    public void Gather(ReadOnlySpan<int> indices, Span<float> inputs, Span<float> targets)
    {
        foreach (var index in indices)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(indices));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count, nameof(indices));
        }

        for (var i = 0; i < indices.Length; i++)
        {
            Input(indices[i]).CopyTo(inputs[(i * InputLength)..]);
            Target(indices[i]).CopyTo(targets[(i * TargetLength)..]);
        }
    }
}
