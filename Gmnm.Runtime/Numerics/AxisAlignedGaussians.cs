using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// Gaussian components along the axes: <c>e = exp(-q / 2)</c>, <c>q = sum over d of (s_d (x_d - mu_d))^2</c>, computed
/// from the differences, so that nothing cancels.
/// </summary>
public static partial class AxisAlignedGaussians
{
    /// <summary>Floats of scratch for either call, of any batch: <c>64 D + 1024</c>.</summary>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="components">Gaussian components. The tiles do not depend on it.</param>
    public static int ScratchLength(int features, int components) => checked((64 * features) + 1024);

    /// <summary>Computes the exponentials.</summary>
    /// <param name="rows">Inputs.</param>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="components">Gaussian components.</param>
    /// <param name="sharedScale">True where a component has one scale for all axes.</param>
    /// <param name="input">[rows, features], row-major.</param>
    /// <param name="center">[components, features], row-major.</param>
    /// <param name="scale">[components] if shared, else [components, features], row-major.</param>
    /// <param name="exponential">[rows, components], row-major; written.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        nint rows, nint features, nint components, bool sharedScale,
        ref readonly float input, ref readonly float center, ref readonly float scale,
        ref float exponential, ref float scratch)
    {
        var shape = new AxisAlignedShape(rows, features, components, sharedScale);
        if (Vector512.IsHardwareAccelerated)
        {
            Forward<Lanes512>(shape, in input, in center, in scale, ref exponential, ref scratch);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Forward<Lanes256>(shape, in input, in center, in scale, ref exponential, ref scratch);
        }
        else
        {
            Forward<Lanes128>(shape, in input, in center, in scale, ref exponential, ref scratch);
        }
    }

    /// <summary>
    /// Computes the gradients, all overwritten. Where an exponential is 0 its gradients are 0, however far the input.
    /// </summary>
    /// <param name="rows">Inputs.</param>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="components">Gaussian components.</param>
    /// <param name="sharedScale">True where a component has one scale for all axes.</param>
    /// <param name="input">[rows, features], row-major.</param>
    /// <param name="center">[components, features], row-major.</param>
    /// <param name="scale">[components] if shared, else [components, features], row-major.</param>
    /// <param name="exponential">[rows, components], as the forward pass wrote it.</param>
    /// <param name="exponentialGradient">[rows, components].</param>
    /// <param name="centerGradient">[components, features]; written, or a null reference where it is not wanted.</param>
    /// <param name="scaleGradient">As <paramref name="scale"/>; written, or a null reference where it is not wanted.</param>
    /// <param name="inputGradient">[rows, features]; written, or a null reference where it is not wanted.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        nint rows, nint features, nint components, bool sharedScale,
        ref readonly float input, ref readonly float center, ref readonly float scale,
        ref readonly float exponential, ref readonly float exponentialGradient,
        ref float centerGradient, ref float scaleGradient, ref float inputGradient, ref float scratch)
    {
        var shape = new AxisAlignedShape(rows, features, components, sharedScale);
        if (Vector512.IsHardwareAccelerated)
        {
            Backward<Lanes512>(
                shape, in input, in center, in scale, in exponential, in exponentialGradient,
                ref centerGradient, ref scaleGradient, ref inputGradient, ref scratch);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Backward<Lanes256>(
                shape, in input, in center, in scale, in exponential, in exponentialGradient,
                ref centerGradient, ref scaleGradient, ref inputGradient, ref scratch);
        }
        else
        {
            Backward<Lanes128>(
                shape, in input, in center, in scale, in exponential, in exponentialGradient,
                ref centerGradient, ref scaleGradient, ref inputGradient, ref scratch);
        }
    }
}
