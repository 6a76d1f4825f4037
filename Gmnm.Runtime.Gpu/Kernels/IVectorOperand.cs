namespace Gmnm.Gpu.Kernels;

/// <summary>
/// An operand whose neighbours in memory lie in aligned fours: the first element of every line, or of every place along the
/// depth, is at a multiple of 16 bytes, and there is a multiple of four of them.
/// </summary>
public interface IVectorOperand : IOperand
{
    /// <summary>Four neighbours in memory, read together.</summary>
    /// <param name="line">The row or column; a multiple of 4 where neighbours lie along the lines.</param>
    /// <param name="depth">Place along the sum; a multiple of 4 where neighbours lie along the depth.</param>
    Quad LoadFour(int line, int depth);
}
