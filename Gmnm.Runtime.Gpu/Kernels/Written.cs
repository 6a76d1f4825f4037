using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>Writes the results of a product as they are, row-major.</summary>
/// <param name="result">Where they go.</param>
/// <param name="stride">Floats from a row to the next.</param>
public readonly struct Written(Place result, int stride) : IElementEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float accumulator, int row, int column) => result[(row * stride) + column] = accumulator;
}
