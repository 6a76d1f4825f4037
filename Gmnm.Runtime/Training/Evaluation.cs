using System.Globalization;

namespace Gmnm;

/// <summary>How well a network does on a dataset.</summary>
/// <param name="Loss">Mean loss.</param>
/// <param name="Accuracy">Part of the classes, or of the yes-or-no outputs, predicted right; null where targets are neither.</param>
/// <param name="MeanAbsoluteError">Mean of |output - target|; null where targets are not values.</param>
public readonly record struct Evaluation(double Loss, double? Accuracy, double? MeanAbsoluteError)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"loss {Loss:F6}{(Accuracy is { } accuracy ? $", accuracy {accuracy:F4}" : MeanAbsoluteError is { } error ? $", mean absolute error {error:F6}" : "")}");
}
