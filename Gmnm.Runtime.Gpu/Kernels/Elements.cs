using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>What happens to one result of a product in registers.</summary>
public interface IElementEpilogue
{
    /// <summary>Takes the sum of a row and column.</summary>
    void Store(float accumulator, int row, int column);
}

/// <summary>Hands the results of a product to an epilogue one by one.</summary>
/// <param name="body">The epilogue.</param>
/// <param name="columns">Columns of the result.</param>
/// <param name="areFours">Whether those are a multiple of 4: then no four is cut.</param>
public readonly struct Elements<TBody>(TBody body, int columns, bool areFours) : IProductEpilogue
    where TBody : struct, IElementEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Quad sums, int row, int column)
    {
        body.Store(sums.A, row, column);
        if (areFours || column + 1 < columns)
        {
            body.Store(sums.B, row, column + 1);
        }

        if (areFours || column + 2 < columns)
        {
            body.Store(sums.C, row, column + 2);
        }

        if (areFours || column + 3 < columns)
        {
            body.Store(sums.D, row, column + 3);
        }
    }
}
