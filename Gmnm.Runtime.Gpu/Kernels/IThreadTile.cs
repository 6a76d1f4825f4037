namespace Gmnm.Gpu.Kernels;

/// <summary>
/// What a thread has of a tile: one square of sums, or four that are as far apart as the tile says. They are variables of their own, in
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

    /// <summary>Which four columns and rows of a tile are a thread's first.</summary>
    /// <param name="own">Which thread of a slice.</param>
    /// <param name="tileColumns">Columns of the tile.</param>
    static abstract (int X, int Y) FirstFours(int own, int tileColumns);

    /// <summary>Fours from the first rows and columns of a thread to its others, where it has four squares.</summary>
    /// <param name="tileRows">Rows of the tile.</param>
    /// <param name="tileColumns">Columns of the tile.</param>
    static abstract (int Rows, int Columns) Apart(int tileRows, int tileColumns);

    /// <summary>Adds the products of a slab.</summary>
    /// <param name="aboveLow">The first rows and columns.</param>
    /// <param name="aboveHigh">The first rows, and the other columns.</param>
    /// <param name="belowLow">The other rows, and the first columns.</param>
    /// <param name="belowHigh">The other rows and columns.</param>
    /// <param name="left">The left side from the thread's first rows on.</param>
    /// <param name="leftStride">Fours to the next place along the depth.</param>
    /// <param name="rowsApart">Fours to the thread's other rows.</param>
    /// <param name="right">The right side from the thread's first columns on.</param>
    /// <param name="rightStride">Fours to the next place along the depth.</param>
    /// <param name="columnsApart">Fours to the thread's other columns.</param>
    static abstract void AddSlab(
        ref SquareOfFour aboveLow, ref SquareOfFour aboveHigh, ref SquareOfFour belowLow, ref SquareOfFour belowHigh,
        SharedFours left, int leftStride, int rowsApart, SharedFours right, int rightStride, int columnsApart);

    /// <summary>Hands those of the sums that are within bounds to an epilogue, four at a time.</summary>
    /// <param name="aboveLow">The first rows and columns.</param>
    /// <param name="aboveHigh">The first rows, and the other columns.</param>
    /// <param name="belowLow">The other rows, and the first columns.</param>
    /// <param name="belowHigh">The other rows and columns.</param>
    /// <param name="epilogue">Takes them.</param>
    /// <param name="slice">The thread's slice of the depth.</param>
    /// <param name="own">Which thread of it.</param>
    /// <param name="row">The first row.</param>
    /// <param name="rowsApart">How far the thread's other rows are.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="column">The first column.</param>
    /// <param name="columnsApart">How far the thread's other columns are.</param>
    /// <param name="columns">Columns of the result.</param>
    static abstract void Store<TEpilogue>(
        SquareOfFour aboveLow, SquareOfFour aboveHigh, SquareOfFour belowLow, SquareOfFour belowHigh,
        TEpilogue epilogue, int slice, int own, int row, int rowsApart, int rows, int column, int columnsApart, int columns)
        where TEpilogue : struct, IProductEpilogue;
}
