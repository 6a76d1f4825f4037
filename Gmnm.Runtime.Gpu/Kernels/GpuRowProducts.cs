using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Util;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Products of one row with weights that stay in registers, for loops over time: a group has a row through all steps. Four
/// threads share a unit, that is the column of each product of the same number: each has every fourth four of the depth.
/// </summary>
public static class GpuRowProducts
{
    private const int Parts = 4;
    private const int UnitsOfWarp = GpuGrid.Warp / Parts;
    private const int Four = 4;

    /// <summary>The unit of the thread.</summary>
    public static int Unit
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Group.IdxX / GpuGrid.Warp * UnitsOfWarp) + (Group.IdxX % UnitsOfWarp);
    }

    /// <summary>Whether the thread is the first of its unit.</summary>
    public static bool IsFirst
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Part == 0;
    }

    private static int Part
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Group.IdxX % GpuGrid.Warp / UnitsOfWarp;
    }

    /// <summary>Room for the row of left operands, filled up with zeros.</summary>
    /// <param name="turns">Fours of a thread.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ArrayView<float> Room(int turns) => SharedMemory.Allocate1D<float>(turns * Parts * Four);

    /// <summary>Four weights of the thread; zeros beyond the units and the depth.</summary>
    /// <param name="operand">The weights of a product, a line for each unit.</param>
    /// <param name="units">Columns of the product.</param>
    /// <param name="turn">Which of the thread's fours.</param>
    /// <param name="depth">Terms of the sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad Weights<TOperand>(TOperand operand, int units, int turn, int depth)
        where TOperand : struct, IOperand
    {
        var first = Four * ((turn * Parts) + Part);
        var line = Math.Min(Unit, units - 1);
        var end = Utilities.Select(Unit < units, depth, 0);
        return new Quad(
            Weight(operand, line, first, depth, end),
            Weight(operand, line, first + 1, depth, end),
            Weight(operand, line, first + 2, depth, end),
            Weight(operand, line, first + 3, depth, end));
    }

    /// <summary>Reads a row of left operands, after everything that the group has written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Share<TOperand>(TOperand operand, int row, int depth, int turns, ArrayView<float> lefts)
        where TOperand : struct, IOperand
    {
        for (var place = Group.IdxX; place < turns * Parts * Four; place += Group.DimX)
        {
            lefts[place] = place < depth ? operand.Load(row, place) : 0f;
        }

        Group.Barrier();
    }

    /// <summary>Four of the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad Left(ArrayView<float> lefts, int turn) => AttentionTile.Load(lefts, (turn * Parts) + Part);

    /// <summary>The thread's sum with four terms more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float sum, Quad left, Quad weights)
    {
        sum += left.A * weights.A;
        sum += left.B * weights.B;
        sum += left.C * weights.C;
        return sum + (left.D * weights.D);
    }

    /// <summary>The sum of a unit, for all of its threads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(float part)
    {
        part += Warp.ShuffleXor(part, UnitsOfWarp);
        return part + Warp.ShuffleXor(part, 2 * UnitsOfWarp);
    }

    /// <summary>Waits until the group has written everything, for who reads it next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Wait() => Group.Barrier();

    /// <summary>Nothing of this branches: ILGPU follows what lives through a branch, and 80 weights of a thread do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Weight<TOperand>(TOperand operand, int line, int place, int depth, int end)
        where TOperand : struct, IOperand =>
        Utilities.Select(place < end, operand.Load(line, Math.Min(place, depth - 1)), 0f);
}
