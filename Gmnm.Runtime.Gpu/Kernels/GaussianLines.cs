using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>The weights of a Gaussian layer [components · projections, features] as columns, so many for each component that threads hold whole ones.</summary>
/// <param name="weights">The weights.</param>
/// <param name="features">D</param>
/// <param name="projections">P</param>
/// <param name="width">Columns of a component; those beyond its projections are zero.</param>
public readonly struct GaussianLines(Place weights, int features, int projections, int width) : IOperand, IVectorOperand
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Load(int line, int depth) => line % width < projections
        ? weights[((((line / width) * projections) + (line % width)) * features) + depth]
        : 0f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Quad LoadFour(int line, int depth) => line % width < projections
        ? weights.LoadFour(((((line / width) * projections) + (line % width)) * features) + depth)
        : default;
}
