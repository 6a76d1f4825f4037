namespace Gmnm.Gpu.Kernels;

/// <summary>
/// The features of a row of a head in the registers of a thread, in whole fours. A type for each number of fours: a condition
/// on a size, which is a constant, would cost ILGPU a block and each feature a path through it.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IHeadFeatures<TSelf>
    where TSelf : struct, IHeadFeatures<TSelf>
{
    /// <summary>Reads them from shared memory.</summary>
    /// <param name="row">A row, filled up with zeros.</param>
    /// <param name="four">The first four in it.</param>
    static abstract TSelf Load(SharedFours row, int four);

    /// <summary>Reads a thread's part of rows of a matrix.</summary>
    /// <typeparam name="TRows">How rows are read.</typeparam>
    /// <param name="slab">Where they will be stored.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="turn">The first four of the part.</param>
    static abstract TSelf LoadPart<TRows>(HeadSlab slab, HeadRows rows, int turn)
        where TRows : struct, IHeadRows;

    /// <summary>Writes a thread's part of rows to shared memory.</summary>
    /// <param name="slab">Where it is stored.</param>
    /// <param name="turn">The first four of the part.</param>
    void StorePart(HeadSlab slab, int turn);

    /// <summary>Writes them to shared memory.</summary>
    /// <param name="row">A row.</param>
    /// <param name="four">The first four in it.</param>
    void Store(SharedFours row, int four);

    /// <summary>The product with another row.</summary>
    float Dot(TSelf other);

    /// <summary>Adds <paramref name="factor"/> · <paramref name="other"/>.</summary>
    void Add(float factor, TSelf other);

    /// <summary>Multiplies them by a factor.</summary>
    void Scale(float factor);
}
