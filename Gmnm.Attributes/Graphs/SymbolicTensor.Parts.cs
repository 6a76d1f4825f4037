namespace Gmnm;

/// <content>Parts of tensors, and tensors made of parts.</content>
public sealed partial class SymbolicTensor
{
    /// <summary>
    /// A part: of each axis an index or a range, from the outermost axis; axes that are not named stay whole. An index drops its
    /// axis: of a tensor [5, 4], <c>x[1..3]</c> is [2, 4], <c>x[^1]</c> is [4], and <c>x[.., ^2..]</c> is [5, 2].
    /// </summary>
    /// <param name="axes">At most as many as there are axes.</param>
    public SymbolicTensor this[params AxisRange[] axes] => throw NeverRuns();

    /// <summary>Tensors one after the other along an axis. Their other axes are equal.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="tensors">At least one.</param>
    public static SymbolicTensor Concat(int axis, params SymbolicTensor[] tensors) => throw NeverRuns();

    /// <summary>Equal parts along an axis: <c>var (q, k, v) = x.Split(-1, 3);</c></summary>
    /// <param name="axis">The axis.</param>
    /// <param name="parts">How many; divides the size of the axis.</param>
    public SymbolicTensor[] Split(int axis, int parts) => throw NeverRuns();

    /// <summary>A range of an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="start">First index.</param>
    /// <param name="length">Number of indices, at least 1.</param>
    public SymbolicTensor Slice(int axis, int start, int length) => throw NeverRuns();

    /// <summary>The last element of the outermost axis: [T, F] becomes [F]. Short for <c>x[^1]</c>.</summary>
    public SymbolicTensor Last() => throw NeverRuns();
}
