using System.Globalization;

namespace Gmnm;

/// <summary>What an epoch achieved.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="TrainingLoss">Mean loss over the training samples, each before the step that used it.</param>
/// <param name="Validation">Loss and metric of the validation data; null without such data.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
/// <param name="Seconds">Time that it took, validation included.</param>
/// <param name="IsBest">Whether its loss is the lowest so far.</param>
public sealed record EpochReport(
    int Epoch, double TrainingLoss, Evaluation? Validation, double LearningRate, double Seconds, bool IsBest)
{
    /// <summary>The loss by which epochs are compared: that of the validation data, else that of training.</summary>
    public double ComparedLoss => Validation?.Loss ?? TrainingLoss;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {Epoch}: training loss {TrainingLoss:F6}{(Validation is { } validation ? $", validation {validation}" : "")}, {Seconds:F2} s");
}
