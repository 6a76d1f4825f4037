using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <content>From saved projections to the gradient with respect to the projections and to the offsets.</content>
public static unsafe partial class GaussianProjections
{
    /// <summary>Floats of the saved projections of one row: every block of 32 components takes its whole place.</summary>
    public static int SavedLength(int components, int projections) =>
        checked((components + Block - 1) / Block * Block * projections);

    /// <summary>
    /// The gradient of the loss with respect to the projections, <c>-e de d(q/2)/dy</c>. 0 where an exponential is 0,
    /// however large the projections. Bound by memory.
    /// </summary>
    /// <param name="rows">Inputs.</param>
    /// <param name="components">Gaussian components, all or a range that starts at a multiple of 32.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    /// <param name="saved">The projections as the forward pass wrote them.</param>
    /// <param name="exponential">[rows, components], as the forward pass wrote it.</param>
    /// <param name="exponentialGradient">[rows, components].</param>
    /// <param name="exponentialStride">Floats from a row of the exponentials, and of their gradient, to the next.</param>
    /// <param name="derivative">In the order of the projections; written. May be the projections' memory.</param>
    /// <param name="stride">Floats from a row of the projections, and of the derivative, to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Derivative<TAggregation>(
        nint rows, nint components, nint projections,
        ref readonly float saved, ref readonly float exponential, ref readonly float exponentialGradient,
        nint exponentialStride, ref float derivative, nint stride)
        where TAggregation : struct, IAggregation
    {
        var shape = new GaussianShape(rows, 0, components, projections);
        fixed (float* y = &saved, e = &exponential, de = &exponentialGradient, dy = &derivative)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Derivative<Lanes512, TAggregation>(shape, y, e, de, exponentialStride, dy, stride);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Derivative<Lanes256, TAggregation>(shape, y, e, de, exponentialStride, dy, stride);
            }
            else
            {
                Derivative<Lanes128, TAggregation>(shape, y, e, de, exponentialStride, dy, stride);
            }
        }
    }

    /// <summary>The gradient with respect to the offsets, <c>-Σ derivative</c> over the rows in their order. Bound by memory.</summary>
    /// <param name="rows">Inputs.</param>
    /// <param name="components">Gaussian components, all or a range that starts at a multiple of 32.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    /// <param name="derivative">As <c>Derivative</c> wrote it.</param>
    /// <param name="stride">Floats from a row of the derivative to the next.</param>
    /// <param name="offsetGradient">[components * projections]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OffsetGradient(
        nint rows, nint components, nint projections, ref readonly float derivative, nint stride, ref float offsetGradient)
    {
        var shape = new GaussianShape(rows, 0, components, projections);
        fixed (float* dy = &derivative, dc = &offsetGradient)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                OffsetGradient<Lanes512>(shape, dy, stride, dc);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                OffsetGradient<Lanes256>(shape, dy, stride, dc);
            }
            else
            {
                OffsetGradient<Lanes128>(shape, dy, stride, dc);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    internal static void Derivative<TLanes, TAggregation>(
        GaussianShape shape, float* saved, float* exponential, float* exponentialGradient, nint exponentialStride,
        float* derivative, nint stride)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        var (rows, _, components, projections) = shape;
        var ends = stackalloc float[2 * Block];
        for (nint row = 0; row < rows; row++)
        {
            for (nint component = 0; component < components; component += Block)
            {
                var count = nint.Min(Block, components - component);
                var e = exponential + (row * exponentialStride) + component;
                var de = exponentialGradient + (row * exponentialStride) + component;
                if (count < Block)
                {
                    // Absent components: an exponential of 0 has no gradient.
                    new Span<float>(ends, 2 * Block).Clear();
                    Panel.Copy(e, ends, count);
                    Panel.Copy(de, ends + Block, count);
                    e = ends;
                    de = ends + Block;
                }

                var at = (row * stride) + (component * projections);
                for (nint lane = 0; lane < Block; lane += TLanes.Count)
                {
                    Derivative<TLanes, TAggregation>(
                        projections, saved + at + lane, TLanes.Load(ref *e, lane), TLanes.Load(ref *de, lane),
                        derivative + at + lane);
                }
            }
        }
    }

    /// <summary>One vector of components of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Derivative<TLanes, TAggregation>(
        nint projections, float* saved, TLanes exponential, TLanes exponentialGradient, float* derivative)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        var terms = projections / TAggregation.Factors;
        var vanished = TLanes.Equal(exponential, TLanes.Zero);
        var scale = -(exponential * exponentialGradient);
        var sum = TLanes.Zero;
        for (nint k = 0; k < terms; k++)
        {
            var first = TLanes.Load(ref *saved, k * Block);
            var second = TAggregation.Factors == 2 ? TLanes.Load(ref *saved, (k + terms) * Block) : first;
            sum = TAggregation.Accumulate(sum, first, second);
        }

        for (nint k = 0; k < terms; k++)
        {
            var paired = (k + terms) * Block;
            var first = TLanes.Load(ref *saved, k * Block);
            var second = TAggregation.Factors == 2 ? TLanes.Load(ref *saved, paired) : first;
            TAggregation.Differentiate(scale, sum, ref first, ref second);
            TLanes.Store(TLanes.AndNot(first, vanished), ref *derivative, k * Block);
            if (TAggregation.Factors == 2)
            {
                TLanes.Store(TLanes.AndNot(second, vanished), ref *derivative, paired);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    internal static void OffsetGradient<TLanes>(GaussianShape shape, float* derivative, nint stride, float* offsetGradient)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (rows, _, components, projections) = shape;
        var sums = stackalloc float[Block];
        for (nint component = 0; component < components; component += Block)
        {
            var count = nint.Min(Block, components - component);
            for (nint k = 0; k < projections; k++)
            {
                var start = derivative + (component * projections) + (k * Block);
                for (nint lane = 0; lane < count; lane += 2 * TLanes.Count)
                {
                    TLanes first = TLanes.Zero, second = TLanes.Zero;
                    for (nint row = 0; row < rows; row++)
                    {
                        first -= TLanes.Load(ref *start, (row * stride) + lane);
                        second -= TLanes.Load(ref *start, (row * stride) + lane + TLanes.Count);
                    }

                    TLanes.Store(first, ref *sums, lane);
                    TLanes.Store(second, ref *sums, lane + TLanes.Count);
                }

                for (nint i = 0; i < count; i++)
                {
                    offsetGradient[((component + i) * projections) + k] = sums[i];
                }
            }
        }
    }
}
