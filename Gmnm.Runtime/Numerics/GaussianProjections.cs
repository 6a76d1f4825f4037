using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// Gaussian components over linear projections: <c>y = W x - offset</c>, <c>e = exp(-q / 2)</c> with q from the
/// projections of a component by an <see cref="IAggregation"/>. Either the projections of the whole batch are never in
/// memory, and the backward pass computes them again tile by tile, or the forward pass saves them.
/// </summary>
public static partial class GaussianProjections
{
    /// <summary>Components in a block: their weights are packed together, and their saved products are neighbours.</summary>
    internal const int Block = 32;

    /// <summary>Floats of scratch for the forward pass, whatever the batch and the number of components.</summary>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    public static int ScratchLength(int features, int projections) =>
        checked(((ChunkRows + Block) * features) + ((ChunkRows + 1) * Block * projections) + (MicroKernel.MaxRows * Block));

    /// <summary>
    /// Floats of scratch for the backward pass that computes the projections again: <c>64 P D + 12 D + 4608 P + 13440</c>.
    /// </summary>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    public static int BackwardScratchLength(int features, int projections) =>
        checked((64 * projections * features) + (12 * features) + (4608 * projections) + 13440);

    /// <summary>Computes the exponentials.</summary>
    /// <param name="rows">Inputs.</param>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="components">Gaussian components.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    /// <param name="input">[rows, features], row-major.</param>
    /// <param name="weight">[components * projections, features], row-major.</param>
    /// <param name="offset">[components * projections].</param>
    /// <param name="exponential">[rows, components], row-major; written.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    public static void Forward<TAggregation>(
        nint rows, nint features, nint components, nint projections,
        ref readonly float input, ref readonly float weight, ref readonly float offset,
        ref float exponential, ref float scratch)
        where TAggregation : struct, IAggregation =>
        Forward<TAggregation>(
            rows, features, components, projections, in input, in weight, in offset,
            ref Unsafe.NullRef<float>(), 0, ref exponential, components, ref scratch);

    /// <summary>
    /// Computes the exponentials and saves the projections for the backward pass. A range of components that starts at a
    /// multiple of 32 is a call of its own: every operand starts at the range, and the strides are those of all components.
    /// </summary>
    /// <param name="rows">Inputs.</param>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="components">Gaussian components.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    /// <param name="input">[rows, features], row-major.</param>
    /// <param name="weight">[components * projections, features], row-major.</param>
    /// <param name="offset">[components * projections].</param>
    /// <param name="saved">
    /// y, written: for each row <see cref="SavedLength"/> floats, by block of 32 components, then projection, then component
    /// of the block; absent components are 0. Not written where it is a null reference.
    /// </param>
    /// <param name="savedStride">Floats from a row of the saved projections to the next.</param>
    /// <param name="exponential">[rows, components]; written. Not written where it is a null reference.</param>
    /// <param name="exponentialStride">Floats from a row of the exponentials to the next.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TAggregation>(
        nint rows, nint features, nint components, nint projections,
        ref readonly float input, ref readonly float weight, ref readonly float offset,
        ref float saved, nint savedStride, ref float exponential, nint exponentialStride, ref float scratch)
        where TAggregation : struct, IAggregation
    {
        var shape = new GaussianShape(rows, features, components, projections);
        if (Vector512.IsHardwareAccelerated)
        {
            Forward<Lanes512, TAggregation>(
                shape, in input, in weight, in Unsafe.NullRef<float>(), in offset, ref saved, savedStride, ref exponential, exponentialStride, ref scratch);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Forward<Lanes256, TAggregation>(
                shape, in input, in weight, in Unsafe.NullRef<float>(), in offset, ref saved, savedStride, ref exponential, exponentialStride, ref scratch);
        }
        else
        {
            Forward<Lanes128, TAggregation>(
                shape, in input, in weight, in Unsafe.NullRef<float>(), in offset, ref saved, savedStride, ref exponential, exponentialStride, ref scratch);
        }
    }

    /// <summary>
    /// Computes the gradients, all overwritten. The projections are computed again, tile by tile. Where an exponential
    /// is 0 its gradients are 0, however large the projections.
    /// </summary>
    /// <param name="rows">Inputs.</param>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="components">Gaussian components.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    /// <param name="input">[rows, features], row-major.</param>
    /// <param name="weight">[components * projections, features], row-major.</param>
    /// <param name="offset">[components * projections].</param>
    /// <param name="exponential">[rows, components], as the forward pass wrote it.</param>
    /// <param name="exponentialGradient">[rows, components].</param>
    /// <param name="weightGradient">[components * projections, features]; written, or a null reference where it is not wanted.</param>
    /// <param name="offsetGradient">[components * projections]; written, or a null reference where it is not wanted.</param>
    /// <param name="inputGradient">[rows, features]; written, or a null reference where it is not wanted.</param>
    /// <param name="scratch"><see cref="BackwardScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TAggregation>(
        nint rows, nint features, nint components, nint projections,
        ref readonly float input, ref readonly float weight, ref readonly float offset,
        ref readonly float exponential, ref readonly float exponentialGradient,
        ref float weightGradient, ref float offsetGradient, ref float inputGradient, ref float scratch)
        where TAggregation : struct, IAggregation
    {
        var shape = new GaussianShape(rows, features, components, projections);
        if (Vector512.IsHardwareAccelerated)
        {
            Backward<Lanes512, TAggregation>(
                shape, in input, in weight, in offset, in exponential, in exponentialGradient,
                ref weightGradient, ref offsetGradient, ref inputGradient, ref scratch);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Backward<Lanes256, TAggregation>(
                shape, in input, in weight, in offset, in exponential, in exponentialGradient,
                ref weightGradient, ref offsetGradient, ref inputGradient, ref scratch);
        }
        else
        {
            Backward<Lanes128, TAggregation>(
                shape, in input, in weight, in offset, in exponential, in exponentialGradient,
                ref weightGradient, ref offsetGradient, ref inputGradient, ref scratch);
        }
    }
}
