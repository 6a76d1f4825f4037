namespace Gmnm.Gpu.Kernels;

/// <summary>How rows of a head are read from a matrix.</summary>
public interface IHeadRows
{
    /// <summary>Reads four features of a row, without a branch at run time: loads need not wait for each other.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="row">Which of them.</param>
    /// <param name="column">The first feature.</param>
    /// <param name="size">Features of a row.</param>
    /// <param name="threads">Rows that a group reads.</param>
    static abstract Quad Load(HeadRows rows, int row, int column, int size, int threads);
}
