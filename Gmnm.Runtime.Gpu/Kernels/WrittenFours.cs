using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>Writes the results of a product as they are, row-major, four at a time.</summary>
/// <param name="result">Where they go; aligned.</param>
/// <param name="stride">Floats from a row to the next, a multiple of 4.</param>
public readonly struct WrittenFours(Place result, int stride) : IProductEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Quad sums, int row, int column) => result.StoreFour((row * stride) + column, sums);
}
