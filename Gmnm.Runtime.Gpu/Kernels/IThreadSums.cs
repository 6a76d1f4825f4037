namespace Gmnm.Gpu.Kernels;

/// <summary>The sums that a thread has of a tile: in registers, so each is a variable of its own and not an element of an array.</summary>
internal interface IThreadSums<TSelf>
    where TSelf : struct, IThreadSums<TSelf>
{
    /// <summary>Rows, and columns, of a thread: 4, or 8 of which the second four are half a tile further.</summary>
    static abstract int Side { get; }

    /// <summary>The sums with the products of one place along the depth.</summary>
    /// <param name="left">The left side from the thread's first rows on.</param>
    /// <param name="row">How many fours further that place along the depth is.</param>
    /// <param name="rowHalf">Fours in half the rows of a tile.</param>
    /// <param name="right">The right side from the thread's first columns on.</param>
    /// <param name="column">How many fours further that place along the depth is.</param>
    /// <param name="columnHalf">Fours in half the columns of a tile.</param>
    TSelf Add(SharedFours left, int row, int rowHalf, SharedFours right, int column, int columnHalf);

    /// <summary>Hands those of them that are within bounds to an epilogue, four at a time.</summary>
    /// <param name="epilogue">Takes them.</param>
    /// <param name="row">The first row.</param>
    /// <param name="rowHalf">Half the rows of a tile.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="column">The first column.</param>
    /// <param name="columnHalf">Half the columns of a tile.</param>
    /// <param name="columns">Columns of the result.</param>
    void Store<TEpilogue>(TEpilogue epilogue, int row, int rowHalf, int rows, int column, int columnHalf, int columns)
        where TEpilogue : struct, IProductEpilogue;
}
