using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Util;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// A side whose neighbours in memory lie along the lines, read element by element. Neighbouring threads read neighbours, and a
/// thread stays on its line, so that what an operand computes of it is computed once.
/// </summary>
/// <param name="operand">The elements.</param>
public readonly struct ScalarsAlongLines<TOperand>(TOperand operand) : IProductSide
    where TOperand : struct, IOperand
{
    /// <summary>Places along the depth between the elements of a thread.</summary>
    private const int Apart = GpuTiledProduct.Slab / 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Quad Load(int place, int tile, int firstLine, int lines, int firstDepth, int last, bool isWhole)
    {
        var (line, depth) = (Math.Min(firstLine + (place % tile), lines - 1), firstDepth + (place / tile));
        return new Quad(
            Element(line, depth, last, isWhole),
            Element(line, depth + Apart, last, isWhole),
            Element(line, depth + (2 * Apart), last, isWhole),
            Element(line, depth + (3 * Apart), last, isWhole));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<float> slab, int start, int place, int tile, Quad four)
    {
        var stride = GpuTiledProduct.Stride(tile);
        var (first, step) = ((4 * start) + (place / tile * stride) + (place % tile), Apart * stride);
        slab[first] = four.A;
        slab[first + step] = four.B;
        slab[first + (2 * step)] = four.C;
        slab[first + (3 * step)] = four.D;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Element(int line, int depth, int last, bool isWhole) =>
        Utilities.Select(isWhole | depth < last, operand.Load(line, Math.Min(depth, last - 1)), 0f);
}
