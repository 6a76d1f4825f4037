using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// Floats on the stack, which is aligned to 16 bytes only: a vector that is stored across the end of a cache line cannot be
/// forwarded to the loads that follow, and takes twice the time of a small network.
/// </summary>
public static class StackFloats
{
    /// <summary>Floats that the alignment may cost.</summary>
    public const int Slack = 16;

    /// <summary>The first float on a 64-byte boundary.</summary>
    /// <param name="start">The first of the floats on the stack: <see cref="Slack"/> more than are used.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ref float Align(ref float start) =>
        ref Unsafe.AddByteOffset(ref start, -(nint)Unsafe.AsPointer(ref start) & 63);
}
