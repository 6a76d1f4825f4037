namespace Gmnm;

/// <summary>How a <see cref="Trainer{TNetwork}"/> trains.</summary>
public sealed class TrainerOptions
{
    /// <summary>Samples in a step; the last batch of an epoch may have fewer. At least 1.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Samples predicted at once in an evaluation. At least 1.</summary>
    public int EvaluationBatchSize { get; init; } = 256;

    /// <summary>How the learning rate changes over the steps.</summary>
    public Schedule Schedule { get; init; } = new ConstantSchedule();

    /// <summary>Largest Euclidean norm of the gradient, to which a larger one is scaled down; null for no limit.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>
    /// Decay of an exponential moving average of the parameters, above 0 and below 1; null for none. With it, evaluations
    /// and the network that <c>Fit</c> leaves use the average.
    /// </summary>
    public double? EmaDecay { get; init; }

    /// <summary>Decides the order of the samples, the dropout masks and the samples that become centres.</summary>
    public ulong Seed { get; init; }

    /// <summary>Draws the samples of each epoch in a new order.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Stops after this many epochs without a lower loss (of the validation data; of the training data where there is
    /// none). Null for never. At least 1.
    /// </summary>
    public int? EarlyStoppingPatience { get; init; }

    /// <summary>With early stopping: puts back the parameters of the best epoch when training has ended.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>Replaces the centres of a network that was neither trained nor loaded by samples of the training data.</summary>
    public bool InitializeFromData { get; init; } = true;

    /// <summary>
    /// The device that trains: parameters, their average, gradient and the optimizer's state stay there, and are copied back when
    /// somebody looks. Null for the processor. The network's project must reference the package of the device. <c>Fit</c> without
    /// <c>onStep</c> finds a loss that is not finite up to 255 steps late, but the device has taken none of those steps:
    /// parameters, states and the number of the step are those of the processor.
    /// </summary>
    public ComputeDevice? Device { get; init; }

    /// <summary>Refuses numbers out of their ranges.</summary>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Schedule);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(EvaluationBatchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(EarlyStoppingPatience ?? 1, nameof(EarlyStoppingPatience));
        if (ClipNorm is { } norm && !(norm > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(ClipNorm), norm, "Expected a positive number.");
        }

        if (EmaDecay is { } decay && !(decay is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(EmaDecay), decay, "Expected a number between 0 and 1.");
        }
    }
}
