using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>A side whose neighbours in memory lie along the depth, read by 16 bytes a thread.</summary>
/// <param name="operand">The elements.</param>
public readonly struct FoursAlongDepth<TOperand>(TOperand operand) : IProductSide
    where TOperand : struct, IVectorOperand
{
    /// <summary>Fours of a line.</summary>
    private const uint OfLine = GpuTiledProduct.Slab / 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Quad Load(int place, int tile, int firstLine, int lines, int firstDepth, int last, bool isWhole)
    {
        var (line, depth, end) = (
            Math.Min(firstLine + (int)((uint)place / OfLine), lines - 1), firstDepth + (4 * (int)((uint)place % OfLine)), last - 4);
        var four = operand.LoadFour(line, Math.Min(depth, end));
        return four.Where(isWhole | depth <= end);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<float> slab, int start, int place, int tile, Quad four)
    {
        var stride = GpuTiledProduct.Stride(tile);
        var first = slab.SubView((4 * (start + ((int)((uint)place % OfLine) * stride))) + (int)((uint)place / OfLine));
        first[0] = four.A;
        first[stride] = four.B;
        first[2 * stride] = four.C;
        first[3 * stride] = four.D;
    }
}
