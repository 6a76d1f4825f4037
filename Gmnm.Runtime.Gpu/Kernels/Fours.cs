using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>A side that is read by 16 bytes a thread.</summary>
/// <param name="operand">The elements.</param>
public readonly struct Fours<TOperand>(TOperand operand) : IProductSide
    where TOperand : struct, IVectorOperand
{
    /// <summary>Fours of a line, where neighbours lie along the depth.</summary>
    private const int OfLine = GpuTiledProduct.Slab / 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Quad Load(int place, int tile, int firstLine, int lines, int firstDepth, int last)
    {
        var (line, depth) = TOperand.IsAlongDepth
            ? (Math.Min(firstLine + (place / OfLine), lines - 1), firstDepth + (place % OfLine * 4))
            : (Math.Min(firstLine + (place % (tile / 4) * 4), lines - 4), firstDepth + (place / (tile / 4)));
        return depth < last ? operand.LoadFour(line, depth) : default;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<float> slab, int start, int place, int tile, Quad four)
    {
        var stride = GpuTiledProduct.Stride(tile);
        if (TOperand.IsAlongDepth)
        {
            var first = (4 * start) + (place % OfLine * 4 * stride) + (place / OfLine);
            slab[first] = four.A;
            slab[first + stride] = four.B;
            slab[first + (2 * stride)] = four.C;
            slab[first + (3 * stride)] = four.D;
        }
        else
        {
            AttentionTile.Store(slab, start + (place / (tile / 4) * (stride / 4)) + (place % (tile / 4)), four);
        }
    }
}
