using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <content>The gradient with respect to the inputs, from that with respect to the projections.</content>
public static unsafe partial class GaussianProjections
{
    /// <summary>Floats of scratch for <c>InputGradient</c>.</summary>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    public static int InputGradientScratchLength(int features, int projections) => checked(
        (Block * projections * (features + Block)) + (MicroKernel.MaxRows * Block * (projections + 1)));

    /// <summary>The gradient with respect to the inputs, <c>dy W</c>: a sum over the components, block by block.</summary>
    /// <param name="rows">Inputs.</param>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="components">Gaussian components.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    /// <param name="derivative">As <c>Derivative</c> wrote it.</param>
    /// <param name="stride">Floats from a row of the derivative to the next.</param>
    /// <param name="weight">[components * projections, features], row-major.</param>
    /// <param name="inputGradient">[rows, features], row-major; written.</param>
    /// <param name="scratch"><see cref="InputGradientScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(
        nint rows, nint features, nint components, nint projections,
        ref readonly float derivative, nint stride, ref readonly float weight, ref float inputGradient, ref float scratch)
    {
        var shape = new GaussianShape(rows, features, components, projections);
        fixed (float* dy = &derivative, w = &weight, dx = &inputGradient, s = &scratch)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                InputGradient<Lanes512>(shape, dy, stride, w, dx, s);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                InputGradient<Lanes256>(shape, dy, stride, w, dx, s);
            }
            else
            {
                InputGradient<Lanes128>(shape, dy, stride, w, dx, s);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void InputGradient<TLanes>(
        GaussianShape shape, float* derivative, nint stride, float* weight, float* inputGradient, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (rows, features, components, projections) = shape;
        var depth = Block * projections;
        var panels = scratch;
        var left = panels + (depth * (features + Block));
        var tile = left + (MicroKernel.MaxRows * depth);
        for (nint component = 0; component < components; component += Block)
        {
            PackTransposed<TLanes>(shape, weight, component, nint.Min(Block, components - component), Block, panels);
            MultiplyInput<TLanes>(
                features, depth, rows, derivative + (component * projections), stride, panels, left, tile,
                new AccumulateEpilogue(inputGradient, features, component > 0));
        }
    }
}
