namespace Gmnm.Gpu.Kernels;

/// <summary>One side of a product: how its elements are read from memory.</summary>
public interface IOperand
{
    /// <summary>The element of a row of the left side, or of a column of the right one.</summary>
    /// <param name="line">The row, or the column; within bounds.</param>
    /// <param name="depth">Place along the sum; within bounds.</param>
    float Load(int line, int depth);
}
