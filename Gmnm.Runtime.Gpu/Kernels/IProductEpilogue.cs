namespace Gmnm.Gpu.Kernels;

/// <summary>Takes the results of a product while they are in registers.</summary>
public interface IProductEpilogue
{
    /// <summary>Takes four neighbours of one row; those beyond the last column do not count.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="row">Their row.</param>
    /// <param name="column">Column of the first, a multiple of 4.</param>
    void Store(Quad sums, int row, int column);
}
