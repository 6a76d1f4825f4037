using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// How a group of threads copies one side of a product to shared memory, a slab of <see cref="GpuTiledProduct.Slab"/> places
/// along the depth at a time. A thread loads four floats into registers, and later stores them, while others multiply.
/// </summary>
public interface IProductSide
{
    /// <summary>
    /// Reads four elements: any element beyond the last line, whose sums nobody stores, and 0 beyond the end of the depth.
    /// </summary>
    /// <param name="place">Which four of the slab, below <paramref name="tile"/> · <see cref="GpuTiledProduct.Slab"/> / 4.</param>
    /// <param name="tile">Lines of the tile.</param>
    /// <param name="firstLine">The tile's first line.</param>
    /// <param name="lines">Lines of the matrix.</param>
    /// <param name="firstDepth">Where the slab starts.</param>
    /// <param name="last">Where the depth ends.</param>
    /// <param name="isWhole">
    /// Whether no element beyond the end counts, since no slab has one or the other side has zeros there: then it may be any of
    /// its line.
    /// </param>
    Quad Load(int place, int tile, int firstLine, int lines, int firstDepth, int last, bool isWhole);

    /// <summary>Stores them, the lines of each place along the depth side by side.</summary>
    /// <param name="slab">The slabs.</param>
    /// <param name="start">With which four of them this one starts.</param>
    /// <param name="place">Which four.</param>
    /// <param name="tile">Lines of the tile.</param>
    /// <param name="four">The elements.</param>
    void Store(ArrayView<float> slab, int start, int place, int tile, Quad four);
}
