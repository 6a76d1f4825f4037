using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Gmnm.Numerics;

/// <summary>
/// Where the sums over the batch of a block of components go: to the gradient of the weights, and where the offsets are
/// products with the centres, <c>c = w · μ</c>, together with what comes through them, <c>dc μ</c>.
/// </summary>
internal readonly unsafe struct GaussianParameterGradient(
    float* weightGradient, float* offsetGradient = null, float* centers = null)
{
    private readonly float* _weightGradient = weightGradient;
    private readonly float* _offsetGradient = offsetGradient;
    private readonly float* _centers = centers;

    /// <summary>Whether earlier rows of the batch are in the gradient already.</summary>
    private bool Add { get; init; }

    /// <summary>Whether these are the last rows of the batch, and the offsets' part is still to be added.</summary>
    private bool Center { get; init; }

    /// <summary>The same from a component on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal GaussianParameterGradient At(nint component, nint projections, nint features, bool add, bool isLast)
    {
        var row = component * projections;
        return _centers == null
            ? new(_weightGradient + (row * features)) { Add = add }
            : new(_weightGradient + (row * features), _offsetGradient + row, _centers + (component * features)) { Add = add, Center = isLast };
    }

    /// <summary>
    /// Takes the sums of some rows and columns of a block's gradient. Its rows are ordered by projection, then component.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Finish<TLanes>(
        float* tile, nint tileStride, GaussianShape shape, nint row, nint rows, nint column, nint columns)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (_, features, components, projections) = shape;
        var (projection, component) = Math.DivRem(row, components);
        for (nint r = 0; r < rows; r++)
        {
            var at = (component * projections) + projection;
            var sum = new SumBody(tile + (r * tileStride), _weightGradient + (at * features) + column, Add);
            if (Center)
            {
                Run<TLanes, CenterBody>(
                    columns, new CenterBody(sum, _offsetGradient[at], _centers + (component * features) + column));
            }
            else
            {
                Run<TLanes, SumBody>(columns, sum);
            }

            if (++component == components)
            {
                component = 0;
                projection++;
            }
        }
    }

    /// <summary>Asks for the memory that <see cref="Finish"/> will write, so that it is there once the sums are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Prefetch(GaussianShape shape, nint row, nint rows, nint column, nint columns)
    {
        const int floatsOfALine = 16;
        var (_, features, components, projections) = shape;
        var (projection, component) = Math.DivRem(row, components);
        for (nint r = 0; r < rows && Sse.IsSupported; r++)
        {
            var at = _weightGradient + (((component * projections) + projection) * features) + column;
            for (nint c = 0; c < columns; c += floatsOfALine)
            {
                Sse.Prefetch1(at + c);
            }

            if (++component == components)
            {
                component = 0;
                projection++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TLanes, TBody>(nint columns, TBody body)
        where TLanes : unmanaged, ILanes<TLanes>
        where TBody : struct, IMapBody
    {
        nint column = 0;
        for (; column <= columns - TLanes.Count; column += TLanes.Count)
        {
            body.Invoke<TLanes>(column);
        }

        for (; column < columns; column++)
        {
            body.Invoke<Lanes1>(column);
        }
    }

    /// <summary>Writes sums, or adds them to what is there.</summary>
    private readonly struct SumBody(float* sums, float* gradient, bool add) : IMapBody
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Value<TLanes>(nint index)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var value = TLanes.Load(ref *sums, index);
            return add ? TLanes.Load(ref *gradient, index) + value : value;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store<TLanes>(TLanes value, nint index)
            where TLanes : unmanaged, ILanes<TLanes> =>
            TLanes.Store(value, ref *gradient, index);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke<TLanes>(nint index)
            where TLanes : unmanaged, ILanes<TLanes> =>
            Store(Value<TLanes>(index), index);
    }

    /// <summary>The same with what comes through the offset.</summary>
    private readonly struct CenterBody(SumBody sum, float offsetGradient, float* center) : IMapBody
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke<TLanes>(nint index)
            where TLanes : unmanaged, ILanes<TLanes> =>
            sum.Store(
                TLanes.MultiplyAdd(TLanes.Splat(offsetGradient), TLanes.Load(ref *center, index), sum.Value<TLanes>(index)), index);
    }
}
