using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Util;

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
    public Quad Load(int place, int tile, int firstLine, int lines, int firstDepth, int last, bool isWhole)
    {
        var (whole, rest) = Divide(place, tile);
        var (line, depth, end) = TOperand.IsAlongDepth
            ? (Math.Min(firstLine + whole, lines - 1), firstDepth + (4 * rest), last - 4)
            : (Math.Min(firstLine + (4 * rest), lines - 4), firstDepth + whole, last - 1);
        var four = operand.LoadFour(line, Math.Min(depth, end));
        var isWithin = isWhole | depth <= end;
        return new(
            Utilities.Select(isWithin, four.A, 0f), Utilities.Select(isWithin, four.B, 0f),
            Utilities.Select(isWithin, four.C, 0f), Utilities.Select(isWithin, four.D, 0f));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<float> slab, int start, int place, int tile, Quad four)
    {
        var stride = GpuTiledProduct.Stride(tile);
        var (whole, rest) = Divide(place, tile);
        if (TOperand.IsAlongDepth)
        {
            var first = slab.SubView((4 * (start + (rest * stride))) + whole);
            first[0] = four.A;
            first[stride] = four.B;
            first[2 * stride] = four.C;
            first[3 * stride] = four.D;
        }
        else
        {
            AttentionTile.Store(slab, start + (whole * (stride / 4)) + rest, four);
        }
    }

    /// <summary>The line, or the depth, that a four lies on, and which four of it. Unsigned: the divisors are powers of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int Whole, int Four) Divide(int place, int tile)
    {
        var fours = TOperand.IsAlongDepth ? OfLine : (uint)tile / 4;
        return ((int)((uint)place / fours), (int)((uint)place % fours));
    }
}
