using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Images [samples, filters, positions] as a matrix: lines are the filters of a group, the depth is the positions of all
/// samples.
/// </summary>
/// <param name="elements">[samples, filters, positions].</param>
/// <param name="filters">Filters of all groups.</param>
/// <param name="positions">Elements of a channel.</param>
/// <param name="firstFilter">First filter of the group.</param>
public readonly struct ConvolutionOutputs(Place elements, int filters, int positions, int firstFilter) : IOperand, IVectorOperand
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Load(int line, int depth) => elements[Index(line, depth)];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Quad LoadFour(int line, int depth) => elements.LoadFour(Index(line, depth));

    /// <summary>Where in the images an element of the matrix is: for an epilogue that writes a convolution's results.</summary>
    /// <param name="filter">The filter, counted from the group's first.</param>
    /// <param name="position">The position, counted over all samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Index(int filter, int position) =>
        (((position / positions * filters) + firstFilter + filter) * positions) + (position % positions);
}
