using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>Writes the results of a product less an offset for each column: projections y = w x - c.</summary>
/// <param name="result">Where they go.</param>
/// <param name="stride">Floats from a row to the next.</param>
/// <param name="offsets">The offset of each column.</param>
public readonly struct Shifted(Place result, int stride, Place offsets) : IElementEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float accumulator, int row, int column) => result[(row * stride) + column] = accumulator - offsets[column];
}

/// <summary>Gradients of a Gaussian layer's weights, with what comes through the offsets c = w μ: dW + dc μ.</summary>
/// <param name="result">[components · projections, features]</param>
/// <param name="features">D</param>
/// <param name="offsetGradients">dc, [components · projections].</param>
/// <param name="centers">μ, [components, features].</param>
/// <param name="projections">P</param>
public readonly struct CenteredWeights(Place result, int features, Place offsetGradients, Place centers, int projections) : IElementEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float accumulator, int row, int column) => result[(row * features) + column] =
        accumulator + (offsetGradients[row] * centers[((row / projections) * features) + column]);
}

/// <summary>Writes sums with the opposite sign: gradients of offsets.</summary>
/// <param name="result">Where they go, one for each column.</param>
public readonly struct Negated(Place result) : IElementEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float accumulator, int row, int column) => result[column] = -accumulator;
}

/// <summary>
/// Sums over the rows of a matrix: 8 columns for a group of threads, which are a sector of device memory. Bound by memory where
/// there are enough parts.
/// </summary>
public static class GpuColumnSums
{
    /// <summary>Columns of a group.</summary>
    public const int Columns = 8;

    /// <summary>The sums over rows from <paramref name="first"/> to before <paramref name="last"/>, as row 0 of the epilogue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TBody>(int first, int last, int columns, Place matrix, int stride, TBody body)
        where TBody : struct, IElementEpilogue
    {
        var column = (Grid.IdxX * Columns) + (Group.IdxX % Columns);
        var sum = 0f;
        if (column < columns)
        {
            for (var row = first + (Group.IdxX / Columns); row < last; row += Group.DimX / Columns)
            {
                sum += matrix[(row * stride) + column];
            }
        }

        sum = GpuReduction.LaneSum(sum, Columns);
        if (Group.IdxX < Columns && column < columns)
        {
            body.Store(sum, 0, column);
        }
    }
}
