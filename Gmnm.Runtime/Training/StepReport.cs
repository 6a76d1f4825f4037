namespace Gmnm;

/// <summary>Where a training is after a step. A value: reporting it allocates nothing.</summary>
/// <param name="Epoch">Number of the running epoch, from 1.</param>
/// <param name="Epochs">Number of the last epoch.</param>
/// <param name="Step">Steps taken in all.</param>
/// <param name="Position">Samples of the running epoch that were used.</param>
/// <param name="Samples">Samples in an epoch.</param>
/// <param name="Loss">Mean loss of this step's batch, before the step.</param>
/// <param name="MeanLoss">Mean loss over the samples of the running epoch.</param>
/// <param name="LearningRate">Learning rate of this step.</param>
/// <param name="Elapsed">Time since this call of <c>Fit</c> began.</param>
public readonly record struct StepReport(
    int Epoch, int Epochs, long Step, int Position, int Samples, float Loss, double MeanLoss, double LearningRate, TimeSpan Elapsed);
