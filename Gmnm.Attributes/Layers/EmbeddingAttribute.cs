namespace Gmnm;

/// <summary>
/// Row i of a table for each index i: [T] becomes [T, dimension], with the weight [count, dimension]. Indices are whole
/// numbers from 0 to count - 1, held in floats, and come from an input of the network.
/// </summary>
/// <remarks>An index that is none throws <c>InvalidIndexException</c> before anything is written.</remarks>
/// <param name="count">Number of rows, at least 1.</param>
/// <param name="dimension">Size of a row, at least 1.</param>
public sealed class EmbeddingAttribute(int count, int dimension) : LayerAttribute
{
    /// <summary>Number of rows.</summary>
    public int Count { get; } = count;

    /// <summary>Size of a row.</summary>
    public int Dimension { get; } = dimension;
}
