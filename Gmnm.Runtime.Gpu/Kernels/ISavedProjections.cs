using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>What becomes of the projections of a Gaussian layer beside its exponentials.</summary>
public interface ISavedProjections
{
    /// <summary>Takes one.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its place in the row: component · projections + projection.</param>
    /// <param name="projection">The projection.</param>
    void Store(int row, int column, float projection);

    /// <summary>Takes four neighbours, from a multiple of 4 on.</summary>
    void StoreFour(int row, int column, Quad four);
}

/// <summary>Saves none.</summary>
public readonly struct NoneSaved : ISavedProjections
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int row, int column, float projection)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreFour(int row, int column, Quad four)
    {
    }
}

/// <summary>Saves them for the backward pass.</summary>
/// <param name="projections">[rows, ≥ components · projections]</param>
/// <param name="stride">Floats from a row to the next.</param>
public readonly struct SavedProjections(Place projections, int stride) : ISavedProjections
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int row, int column, float projection)
    {
        var target = projections;
        target[(row * stride) + column] = projection;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreFour(int row, int column, Quad four) => projections.StoreFour((row * stride) + column, four);
}
