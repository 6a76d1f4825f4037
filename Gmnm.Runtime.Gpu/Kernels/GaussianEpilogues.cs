using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Subtracts the offsets from the projections of a Gaussian layer, aggregates those of each component and takes the
/// exponential, all in the thread that has their sums: components × projections are in memory only where they are saved.
/// This one is for a projection each; there is a struct for each number of projections, since ILGPU inlines what a constant
/// rules out too, for each four of a tile, and takes long for it.
/// </summary>
/// <param name="offsets">[components · projections]</param>
/// <param name="exponentials">Result, [rows, components].</param>
/// <param name="components">m</param>
/// <param name="saved">Takes the projections.</param>
public readonly struct GaussiansOfOne<TAggregation, TSaved>(Place offsets, Place exponentials, int components, TSaved saved) : IProductEpilogue
    where TAggregation : struct, IGpuAggregation
    where TSaved : struct, ISavedProjections
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Quad sums, int row, int column)
    {
        Store(row, column, sums.A);
        Store(row, column + 1, sums.B);
        Store(row, column + 2, sums.C);
        Store(row, column + 3, sums.D);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(int row, int component, float a)
    {
        if (component < components)
        {
            a -= offsets[component];
            saved.Store(row, component, a);
            exponentials[(row * components) + component] = GpuMath.Exp(-0.5f * TAggregation.SquaredDistance(TAggregation.Accumulate(0f, a, 0f)));
        }
    }
}

/// <summary>The same for two projections each, which are two neighbouring columns.</summary>
/// <inheritdoc cref="GaussiansOfOne{TAggregation, TSaved}"/>
public readonly struct GaussiansOfTwo<TAggregation, TSaved>(Place offsets, Place exponentials, int components, TSaved saved) : IProductEpilogue
    where TAggregation : struct, IGpuAggregation
    where TSaved : struct, ISavedProjections
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Quad sums, int row, int column)
    {
        Store(row, column, sums.A, sums.B);
        Store(row, column + 2, sums.C, sums.D);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(int row, int first, float a, float b)
    {
        if (first < 2 * components)
        {
            a -= offsets[first];
            b -= offsets[first + 1];
            saved.Store(row, first, a);
            saved.Store(row, first + 1, b);
            exponentials[(row * components) + (first >> 1)] = GpuMath.Exp(-0.5f * TAggregation.SquaredDistance(TAggregation.OfTwo(a, b)));
        }
    }
}

/// <summary>The same for three projections each, in four columns of which the last counts for nothing.</summary>
/// <inheritdoc cref="GaussiansOfOne{TAggregation, TSaved}"/>
public readonly struct GaussiansOfThree<TAggregation, TSaved>(Place offsets, Place exponentials, int components, TSaved saved) : IProductEpilogue
    where TAggregation : struct, IGpuAggregation
    where TSaved : struct, ISavedProjections
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Quad sums, int row, int column)
    {
        var component = column >> 2;
        var first = component * 3;
        sums.A -= offsets[first];
        sums.B -= offsets[first + 1];
        sums.C -= offsets[first + 2];
        saved.Store(row, first, sums.A);
        saved.Store(row, first + 1, sums.B);
        saved.Store(row, first + 2, sums.C);
        exponentials[(row * components) + component] = GpuMath.Exp(-0.5f * TAggregation.SquaredDistance(
            TAggregation.Accumulate(TAggregation.Accumulate(TAggregation.Accumulate(0f, sums.A, 0f), sums.B, 0f), sums.C, 0f)));
    }
}

/// <summary>The same for four projections each.</summary>
/// <inheritdoc cref="GaussiansOfOne{TAggregation, TSaved}"/>
public readonly struct GaussiansOfFour<TAggregation, TSaved>(Place offsets, Place exponentials, int components, TSaved saved) : IProductEpilogue
    where TAggregation : struct, IGpuAggregation
    where TSaved : struct, ISavedProjections
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Quad sums, int row, int column)
    {
        sums.A -= offsets[column];
        sums.B -= offsets[column + 1];
        sums.C -= offsets[column + 2];
        sums.D -= offsets[column + 3];
        saved.StoreFour(row, column, sums);
        exponentials[(row * components) + (column >> 2)] = GpuMath.Exp(-0.5f * TAggregation.SquaredDistance(TAggregation.OfFour(sums)));
    }
}
