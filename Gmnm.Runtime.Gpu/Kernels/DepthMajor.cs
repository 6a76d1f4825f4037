using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>A matrix whose depth comes first: [depth, lines], row-major.</summary>
/// <param name="elements">Where it is.</param>
/// <param name="stride">Floats from a place along the depth to the next.</param>
public readonly struct DepthMajor(Place elements, int stride) : IOperand, IVectorOperand
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Load(int line, int depth) => elements[(depth * stride) + line];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Quad LoadFour(int line, int depth) => elements.LoadFour((depth * stride) + line);
}
