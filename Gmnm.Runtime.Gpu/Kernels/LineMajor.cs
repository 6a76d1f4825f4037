using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>A matrix whose lines lie along the depth: [lines, depth], row-major.</summary>
/// <param name="elements">Where it is.</param>
/// <param name="stride">Floats from a line to the next.</param>
public readonly struct LineMajor(Place elements, int stride) : IOperand, IVectorOperand
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Load(int line, int depth) => elements[(line * stride) + depth];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Quad LoadFour(int line, int depth) => elements.LoadFour((line * stride) + depth);
}
