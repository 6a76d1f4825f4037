namespace Gmnm.Gpu.Kernels;

/// <summary>
/// One side of a product whose neighbours in memory lie in aligned fours: every line, or every place along the depth, starts
/// at a multiple of 16 bytes and has a multiple of four elements.
/// </summary>
public interface IVectorOperand
{
    /// <summary>Four neighbours in memory, read together.</summary>
    /// <param name="line">The row or column; a multiple of 4 where neighbours lie along the lines.</param>
    /// <param name="depth">Place along the sum; a multiple of 4 where neighbours lie along the depth.</param>
    Quad LoadFour(int line, int depth);
}
