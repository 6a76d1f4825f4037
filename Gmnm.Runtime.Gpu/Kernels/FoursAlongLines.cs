using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>A side whose neighbours in memory lie along the lines, read by 16 bytes a thread.</summary>
/// <param name="operand">The elements.</param>
public readonly struct FoursAlongLines<TOperand>(TOperand operand) : IProductSide
    where TOperand : struct, IVectorOperand
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Quad Load(int place, int tile, int firstLine, int lines, int firstDepth, int last, bool isWhole)
    {
        var fours = (uint)tile / 4;
        var (line, depth, end) = (
            Math.Min(firstLine + (4 * (int)((uint)place % fours)), lines - 4), firstDepth + (int)((uint)place / fours), last - 1);
        var four = operand.LoadFour(line, Math.Min(depth, end));
        return four.Where(isWhole | depth <= end);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<float> slab, int start, int place, int tile, Quad four)
    {
        var fours = (uint)tile / 4;
        AttentionTile.Store(slab, start + ((int)((uint)place / fours) * (GpuTiledProduct.Stride(tile) / 4)) + (int)((uint)place % fours), four);
    }
}
