using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>Where a thread is, and how threads share elements: each takes one, then the one a whole grid further.</summary>
public static class GpuGrid
{
    /// <summary>Threads of a warp.</summary>
    public const int Warp = 32;

    /// <summary>The place of the thread's group in the grid.</summary>
    public static int GroupX
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Grid.IdxX;
    }

    /// <inheritdoc cref="GroupX"/>
    public static int GroupY
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Grid.IdxY;
    }

    /// <inheritdoc cref="GroupX"/>
    public static int GroupZ
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Grid.IdxZ;
    }

    /// <summary>Groups of the grid along the first axis.</summary>
    public static int GroupsX
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Grid.DimX;
    }

    /// <summary>Groups of the grid along the third axis.</summary>
    public static int GroupsZ
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Grid.DimZ;
    }

    /// <summary>The thread's place in its group.</summary>
    public static int Thread
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Group.IdxX;
    }

    /// <summary>Threads of a group.</summary>
    public static int Threads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Group.DimX;
    }

    /// <summary>The thread's first element.</summary>
    public static int First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Grid.IdxX * Group.DimX) + Group.IdxX;
    }

    /// <summary>Threads of the grid.</summary>
    public static int Stride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Grid.DimX * Group.DimX;
    }

    /// <summary>The warp's first row.</summary>
    public static int FirstOfWarp
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => First / Warp;
    }

    /// <summary>Warps of the grid.</summary>
    public static int Warps
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Stride / Warp;
    }

    /// <summary>The thread's place in its warp.</summary>
    public static int Lane
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Group.IdxX % Warp;
    }

    /// <summary>In how many parts a sum is taken: of at least so many terms but for the last, as the launch plan has it.</summary>
    /// <param name="length">Terms of the sum.</param>
    /// <param name="least">Terms of a part.</param>
    /// <param name="most">Parts at most.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Parts(int length, int least, int most)
    {
        var parts = (length + least - 1) / least;
        return parts < 1 ? 1 : parts > most ? most : parts;
    }

    /// <summary>Where a part of a sum starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PartStart(int length, int part, int parts)
    {
        var start = part * (((((length + parts - 1) / parts) + 15) / 16) * 16);
        return start < length ? start : length;
    }
}
