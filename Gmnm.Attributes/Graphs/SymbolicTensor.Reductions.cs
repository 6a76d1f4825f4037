namespace Gmnm;

/// <content>Reductions: of one axis, or of the whole sample, which gives the shape [1].</content>
public sealed partial class SymbolicTensor
{
    /// <summary>The sum of all elements of a sample: [1].</summary>
    public SymbolicTensor Sum() => throw NeverRuns();

    /// <summary>The sum along an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="keepAxis">Whether the axis stays, of size 1.</param>
    public SymbolicTensor Sum(int axis, bool keepAxis = false) => throw NeverRuns();

    /// <summary>The mean of all elements of a sample: [1].</summary>
    public SymbolicTensor Mean() => throw NeverRuns();

    /// <summary>The mean along an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="keepAxis">Whether the axis stays, of size 1.</param>
    public SymbolicTensor Mean(int axis, bool keepAxis = false) => throw NeverRuns();

    /// <summary>The largest element of all elements of a sample: [1].</summary>
    public SymbolicTensor Max() => throw NeverRuns();

    /// <summary>The largest element along an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="keepAxis">Whether the axis stays, of size 1.</param>
    public SymbolicTensor Max(int axis, bool keepAxis = false) => throw NeverRuns();

    /// <summary>The biased variance Σ (x - mean)² / n of all elements of a sample: [1].</summary>
    public SymbolicTensor Variance() => throw NeverRuns();

    /// <summary>The biased variance Σ (x - mean)² / n along an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="keepAxis">Whether the axis stays, of size 1.</param>
    public SymbolicTensor Variance(int axis, bool keepAxis = false) => throw NeverRuns();

    /// <summary>log Σ eˣ, without overflow of all elements of a sample: [1].</summary>
    public SymbolicTensor LogSumExp() => throw NeverRuns();

    /// <summary>log Σ eˣ, without overflow along an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="keepAxis">Whether the axis stays, of size 1.</param>
    public SymbolicTensor LogSumExp(int axis, bool keepAxis = false) => throw NeverRuns();
}
