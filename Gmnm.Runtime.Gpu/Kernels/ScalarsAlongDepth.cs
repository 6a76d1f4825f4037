using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// A side whose neighbours in memory lie along the depth, read element by element. Neighbouring threads read neighbours, and a
/// thread stays at its depth, so that what an operand computes of it is computed once.
/// </summary>
/// <param name="operand">The elements.</param>
public readonly struct ScalarsAlongDepth<TOperand>(TOperand operand) : IProductSide
    where TOperand : struct, IOperand
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Quad Load(int place, int tile, int firstLine, int lines, int firstDepth, int last, bool isWhole)
    {
        var (line, depth) = (firstLine + (place / GpuTiledProduct.Slab), firstDepth + (place % GpuTiledProduct.Slab));
        var (step, end, at) = (tile / 4, lines - 1, Math.Min(depth, last - 1));
        var four = new Quad(
            operand.Load(Math.Min(line, end), at),
            operand.Load(Math.Min(line + step, end), at),
            operand.Load(Math.Min(line + (2 * step), end), at),
            operand.Load(Math.Min(line + (3 * step), end), at));
        return four.Where(isWhole | depth < last);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<float> slab, int start, int place, int tile, Quad four)
    {
        var (first, step) = (
            (4 * start) + (place % GpuTiledProduct.Slab * GpuTiledProduct.Stride(tile)) + (place / GpuTiledProduct.Slab), tile / 4);
        slab[first] = four.A;
        slab[first + step] = four.B;
        slab[first + (2 * step)] = four.C;
        slab[first + (3 * step)] = four.D;
    }
}
