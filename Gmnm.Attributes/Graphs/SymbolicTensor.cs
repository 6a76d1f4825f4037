using System;
using System.Diagnostics.CodeAnalysis;

namespace Gmnm;

/// <summary>
/// A value inside the <c>Forward</c> method of a network that is declared as a graph. The method is read when the project is
/// compiled and never runs, and neither does any member here.
/// </summary>
/// <remarks>
/// Shapes and axes are those of one sample: the batch is not visible. Axes count from 0, negative ones from the end: -1 is the
/// innermost. Where two tensors meet element by element, their shapes are aligned at the innermost axis, and an axis of size 1
/// or a missing one stretches: [4, 1] and [3] give [4, 3]. A number stretches to any shape.
/// </remarks>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "Nothing here runs: the members are words of a declaration.")]
public sealed partial class SymbolicTensor
{
    private SymbolicTensor()
    {
    }

    /// <summary>A number, which stretches to the shape that it is combined with.</summary>
    /// <param name="value">The number, rounded to single precision where the network computes.</param>
    public static implicit operator SymbolicTensor(double value) => throw NeverRuns();

    /// <summary>The same values in another order of axes, [..., A, B] becomes [..., B, A].</summary>
    public SymbolicTensor Transpose() => throw NeverRuns();

    /// <summary>The axes in another order: axis i of the result is axis <paramref name="axes"/>[i] of this tensor.</summary>
    /// <param name="axes">Every axis once.</param>
    public SymbolicTensor Permute(params int[] axes) => throw NeverRuns();

    /// <summary>The same elements, row-major, in another shape.</summary>
    /// <param name="shape">Sizes whose product is the number of elements; one may be -1 and is inferred.</param>
    public SymbolicTensor Reshape(params int[] shape) => throw NeverRuns();

    /// <summary>The same elements on one axis: [A, B, C] becomes [A·B·C].</summary>
    public SymbolicTensor Flatten() => throw NeverRuns();

    /// <summary>
    /// The matrix product of the last two axes: [..., M, D] and [..., D, N] give [..., M, N]. The leading axes of both are equal.
    /// </summary>
    /// <param name="other">The right factor.</param>
    public SymbolicTensor MatMul(SymbolicTensor other) => throw NeverRuns();

    /// <summary>Softmax along an axis: positive, with the sum 1. The shape stays.</summary>
    /// <param name="axis">The axis; the innermost by default.</param>
    public SymbolicTensor Softmax(int axis = -1) => throw NeverRuns();

    /// <summary>The same values, through which no gradient passes.</summary>
    public SymbolicTensor StopGradient() => throw NeverRuns();

    /// <summary>The derivative of the sum of all elements of this tensor with respect to another, of the other's shape.</summary>
    /// <param name="x">An input of the network, or a value that this tensor is computed from.</param>
    public SymbolicTensor Gradient(SymbolicTensor x) => throw NeverRuns();

    /// <summary>The Laplacian Σ ∂²y / ∂x_i² of this tensor y, of shape [1]. Gives the shape [1].</summary>
    /// <param name="x">An input of the network, or a value that this tensor is computed from.</param>
    public SymbolicTensor Laplacian(SymbolicTensor x) => throw NeverRuns();

    /// <summary>What every member throws when it is called at run time.</summary>
    internal static NotSupportedException NeverRuns() => new(
        "A symbolic tensor has no value: Forward is read when the project is compiled. Call Predict on an instance of the network.");
}
