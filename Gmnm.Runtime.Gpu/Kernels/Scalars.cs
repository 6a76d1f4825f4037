using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// A side that is read element by element. Neighbouring threads read neighbours in memory, and a thread stays on its line or
/// at its depth, so that what an operand computes of it is computed once.
/// </summary>
/// <param name="operand">The elements.</param>
public readonly struct Scalars<TOperand>(TOperand operand) : IProductSide
    where TOperand : struct, IOperand
{
    /// <summary>Places along the depth between the elements of a thread that stays on its line.</summary>
    private const int Apart = GpuTiledProduct.Slab / 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Quad Load(int place, int tile, int firstLine, int lines, int firstDepth, int last, bool isWhole)
    {
        if (TOperand.IsAlongDepth)
        {
            var (line, at) = (firstLine + (place / GpuTiledProduct.Slab), firstDepth + (place % GpuTiledProduct.Slab));
            var (step, end) = (tile / 4, lines - 1);
            return at < last
                ? new Quad(
                    operand.Load(Math.Min(line, end), at),
                    operand.Load(Math.Min(line + step, end), at),
                    operand.Load(Math.Min(line + (2 * step), end), at),
                    operand.Load(Math.Min(line + (3 * step), end), at))
                : default;
        }

        var (own, depth) = (Math.Min(firstLine + (place % tile), lines - 1), firstDepth + (place / tile));
        return new Quad(
            Element(own, depth, last),
            Element(own, depth + Apart, last),
            Element(own, depth + (2 * Apart), last),
            Element(own, depth + (3 * Apart), last));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<float> slab, int start, int place, int tile, Quad four)
    {
        var stride = GpuTiledProduct.Stride(tile);
        var (first, step) = TOperand.IsAlongDepth
            ? ((4 * start) + (place % GpuTiledProduct.Slab * stride) + (place / GpuTiledProduct.Slab), tile / 4)
            : ((4 * start) + (place / tile * stride) + (place % tile), Apart * stride);
        slab[first] = four.A;
        slab[first + step] = four.B;
        slab[first + (2 * step)] = four.C;
        slab[first + (3 * step)] = four.D;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Element(int line, int depth, int last) => depth < last ? operand.Load(line, depth) : 0f;
}
