namespace Gmnm.Training;

/// <summary>Where a training is: with the buffers, all that a checkpoint needs.</summary>
internal sealed class TrainingProgress
{
    /// <summary>Seed of sample order, dropout and centres.</summary>
    public ulong Seed { get; set; }

    /// <summary>Steps taken.</summary>
    public long Step { get; set; }

    /// <summary>Samples of the running epoch that were used.</summary>
    public int Position { get; set; }

    /// <summary>Samples in the running epoch; 0 before its first step.</summary>
    public int Samples { get; set; }

    /// <summary>Sum over the samples of the running epoch of their loss.</summary>
    public double LossSum { get; set; }

    /// <summary>Seconds spent in the running epoch before this call of <c>Fit</c>.</summary>
    public double Seconds { get; set; }

    /// <summary>Learning rate of the last step.</summary>
    public double LearningRate { get; set; }

    /// <summary>Finished epochs.</summary>
    public List<EpochReport> History { get; } = [];

    /// <summary>Number of the epoch with the lowest loss; 0 for none.</summary>
    public int BestEpoch { get; set; }

    /// <summary>Whether <paramref name="loss"/> is below that of every finished epoch. One that is not a number is above all others.</summary>
    public bool IsBest(double loss)
    {
        if (BestEpoch == 0)
        {
            return true;
        }

        var best = History[BestEpoch - 1].ComparedLoss;
        return loss < best || (double.IsNaN(best) && !double.IsNaN(loss));
    }
}
