namespace Gmnm.Gpu.Kernels;

/// <summary>
/// What a thread has of a tile: one square of sums, or four that are half a tile apart. They are variables of their own, in
/// registers; those that are not used do not exist on the device.
/// </summary>
public interface IThreadTile
{
    /// <summary>Rows, and columns, of a thread.</summary>
    static abstract int Side { get; }

    /// <summary>Slices of the depth that a group takes at once.</summary>
    static abstract int Slices { get; }

    /// <summary>Which slice a thread has a part in, and which thread of it.</summary>
    static abstract (int Slice, int Own) Part(int thread);

    /// <summary>Adds the products of one place along the depth.</summary>
    /// <param name="aboveLow">The first rows and columns.</param>
    /// <param name="aboveHigh">The first rows, and the columns half a tile further.</param>
    /// <param name="belowLow">The rows half a tile further, and the first columns.</param>
    /// <param name="belowHigh">Rows and columns half a tile further.</param>
    /// <param name="left">The left side from the thread's first rows on.</param>
    /// <param name="row">How many fours further that place along the depth is.</param>
    /// <param name="rowHalf">Fours in half the rows of a tile.</param>
    /// <param name="right">The right side from the thread's first columns on.</param>
    /// <param name="column">How many fours further that place along the depth is.</param>
    /// <param name="columnHalf">Fours in half the columns of a tile.</param>
    static abstract void Add(
        ref SquareOfFour aboveLow, ref SquareOfFour aboveHigh, ref SquareOfFour belowLow, ref SquareOfFour belowHigh,
        SharedFours left, int row, int rowHalf, SharedFours right, int column, int columnHalf);

    /// <summary>Hands those of the sums that are within bounds to an epilogue, four at a time.</summary>
    /// <param name="aboveLow">The first rows and columns.</param>
    /// <param name="aboveHigh">The first rows, and the columns half a tile further.</param>
    /// <param name="belowLow">The rows half a tile further, and the first columns.</param>
    /// <param name="belowHigh">Rows and columns half a tile further.</param>
    /// <param name="epilogue">Takes them.</param>
    /// <param name="slice">The thread's slice of the depth.</param>
    /// <param name="own">Which thread of it.</param>
    /// <param name="row">The first row.</param>
    /// <param name="rowHalf">Half the rows of a tile.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="column">The first column.</param>
    /// <param name="columnHalf">Half the columns of a tile.</param>
    /// <param name="columns">Columns of the result.</param>
    static abstract void Store<TEpilogue>(
        SquareOfFour aboveLow, SquareOfFour aboveHigh, SquareOfFour belowLow, SquareOfFour belowHigh,
        TEpilogue epilogue, int slice, int own, int row, int rowHalf, int rows, int column, int columnHalf, int columns)
        where TEpilogue : struct, IProductEpilogue;
}
