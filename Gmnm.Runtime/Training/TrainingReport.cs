using System.Collections.Immutable;

namespace Gmnm;

/// <summary>What a training achieved.</summary>
/// <param name="Epochs">Every finished epoch, those before a resumed checkpoint included.</param>
/// <param name="BestEpoch">Number of the epoch with the lowest loss; 0 where none was finished.</param>
/// <param name="StoppedEarly">Whether it ended because the loss no longer fell.</param>
/// <param name="Cancelled">Whether it ended because the caller cancelled it.</param>
public sealed record TrainingReport(ImmutableArray<EpochReport> Epochs, int BestEpoch, bool StoppedEarly, bool Cancelled)
{
    /// <summary>The epoch with the lowest loss; null where none was finished.</summary>
    public EpochReport? Best => BestEpoch == 0 ? null : Epochs[BestEpoch - 1];

    /// <summary>Seconds of all epochs.</summary>
    public double Seconds => Epochs.Sum(static epoch => epoch.Seconds);
}
