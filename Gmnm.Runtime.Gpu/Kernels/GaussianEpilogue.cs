using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Subtracts the offsets from the projections of a Gaussian layer, aggregates those of each component and takes the
/// exponential, all in the thread that has their sums: components × projections are in memory only where they are saved.
/// </summary>
/// <param name="offsets">[components · projections]</param>
/// <param name="exponentials">Result, [rows, components].</param>
/// <param name="components">m</param>
/// <param name="projections">P, at most <paramref name="width"/>.</param>
/// <param name="width">Columns of the product for each component: 1, 2 or 4.</param>
/// <param name="saved">Where the projections are saved for the backward pass, [rows, ≥ components · projections].</param>
/// <param name="savedStride">Floats from a row of those to the next; 0 to save none.</param>
public readonly struct GaussianEpilogue<TAggregation>(
    Place offsets, Place exponentials, int components, int projections, int width, Place saved, int savedStride) : IProductEpilogue
    where TAggregation : struct, IGpuAggregation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Quad sums, int row, int column)
    {
        var component = column / width;
        if (width == 1)
        {
            Store(row, component, sums.A, 0f, 0f, 0f);
            Store(row, component + 1, sums.B, 0f, 0f, 0f);
            Store(row, component + 2, sums.C, 0f, 0f, 0f);
            Store(row, component + 3, sums.D, 0f, 0f, 0f);
        }
        else if (width == 2)
        {
            Store(row, component, sums.A, sums.B, 0f, 0f);
            Store(row, component + 1, sums.C, sums.D, 0f, 0f);
        }
        else
        {
            Store(row, component, sums.A, sums.B, sums.C, sums.D);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(int row, int component, float a, float b, float c, float d)
    {
        if (component >= components)
        {
            return;
        }

        var first = component * projections;
        a -= offsets[first];
        b = projections > 1 ? b - offsets[first + 1] : 0f;
        c = projections > 2 ? c - offsets[first + 2] : 0f;
        d = projections > 3 ? d - offsets[first + 3] : 0f;
        if (savedStride > 0 && projections == 4 && savedStride % 4 == 0)
        {
            saved.StoreFour((row * savedStride) + first, new Quad(a, b, c, d));
        }
        else if (savedStride > 0)
        {
            Save(row, first, 0, a);
            Save(row, first, 1, b);
            Save(row, first, 2, c);
            Save(row, first, 3, d);
        }

        exponentials[(row * components) + component] = GpuMath.Exp(-0.5f * TAggregation.SquaredDistance(Sum(a, b, c, d)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Sum(float a, float b, float c, float d)
    {
        if (TAggregation.IsPaired)
        {
            return projections == 2
                ? TAggregation.Accumulate(0f, a, b)
                : TAggregation.Accumulate(TAggregation.Accumulate(0f, a, c), b, d);
        }

        var sum = TAggregation.Accumulate(0f, a, 0f);
        sum = projections > 1 ? TAggregation.Accumulate(sum, b, 0f) : sum;
        sum = projections > 2 ? TAggregation.Accumulate(sum, c, 0f) : sum;
        return projections > 3 ? TAggregation.Accumulate(sum, d, 0f) : sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Save(int row, int first, int projection, float value)
    {
        if (projection < projections)
        {
            var target = saved;
            target[(row * savedStride) + first + projection] = value;
        }
    }
}
