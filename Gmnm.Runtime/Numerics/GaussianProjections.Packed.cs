using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <content>The forward pass with weights that are packed once for many calls.</content>
public static unsafe partial class GaussianProjections
{
    /// <summary>Floats of packed weights.</summary>
    public static int PackedLength(int features, int components, int projections) =>
        checked(SavedLength(components, projections) * features);

    /// <summary>
    /// Packs the weights as the vectors of this machine read them. The order is for this process alone. Bound by memory.
    /// </summary>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="components">Gaussian components.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    /// <param name="weight">[components * projections, features], row-major.</param>
    /// <param name="packed"><see cref="PackedLength"/> floats; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(nint features, nint components, nint projections, ref readonly float weight, ref float packed)
    {
        var shape = new GaussianShape(0, features, components, projections);
        if (Vector512.IsHardwareAccelerated)
        {
            Pack<Lanes512>(shape, in weight, ref packed);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Pack<Lanes256>(shape, in weight, ref packed);
        }
        else
        {
            Pack<Lanes128>(shape, in weight, ref packed);
        }
    }

    /// <summary>Computes the exponentials: what <c>Forward</c> gives, to the bit.</summary>
    /// <param name="rows">Inputs.</param>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="components">Gaussian components.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    /// <param name="input">[rows, features], row-major.</param>
    /// <param name="weight">[components * projections, features], row-major; read where there are few rows.</param>
    /// <param name="offset">[components * projections].</param>
    /// <param name="packed">The weights as <c>Pack</c> wrote them.</param>
    /// <param name="exponential">[rows, components], row-major; written.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ForwardPacked<TAggregation>(
        nint rows, nint features, nint components, nint projections,
        ref readonly float input, ref readonly float weight, ref readonly float offset, ref readonly float packed,
        ref float exponential, ref float scratch)
        where TAggregation : struct, IAggregation
    {
        var shape = new GaussianShape(rows, features, components, projections);
        ref var none = ref Unsafe.NullRef<float>();
        if (Vector512.IsHardwareAccelerated)
        {
            Forward<Lanes512, TAggregation>(
                shape, in input, in weight, in packed, in offset, ref none, 0, ref exponential, components, ref scratch);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Forward<Lanes256, TAggregation>(
                shape, in input, in weight, in packed, in offset, ref none, 0, ref exponential, components, ref scratch);
        }
        else
        {
            Forward<Lanes128, TAggregation>(
                shape, in input, in weight, in packed, in offset, ref none, 0, ref exponential, components, ref scratch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Pack<TLanes>(GaussianShape shape, ref readonly float weight, ref float packed)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (_, features, components, projections) = shape;
        fixed (float* w = &weight, p = &packed)
        {
            nint width;
            for (nint component = 0; component < components; component += width)
            {
                // As the forward pass goes over a block.
                width = MicroKernel.Columns<TLanes>(nint.Min(components - component, Block - (component % Block)));
                for (nint k = 0; k < projections; k++)
                {
                    PackPanel(
                        w, components, projections, features, component, k, width,
                        p + (((component * projections) + (k * width)) * features));
                }
            }
        }
    }
}
