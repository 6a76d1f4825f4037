using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>Four floats in registers, read and written together as 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Quad(float a, float b, float c, float d)
{
    /// <summary>The first.</summary>
    public float A { get; } = a;

    /// <summary>The second.</summary>
    public float B { get; } = b;

    /// <summary>The third.</summary>
    public float C { get; } = c;

    /// <summary>The fourth.</summary>
    public float D { get; } = d;

    /// <summary>The sums of both, one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad operator +(Quad left, Quad right) => new(left.A + right.A, left.B + right.B, left.C + right.C, left.D + right.D);

    /// <summary><paramref name="sums"/> + <paramref name="factor"/> · <paramref name="values"/>; the device fuses the two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad MultiplyAdd(float factor, Quad values, Quad sums) => new(
        sums.A + (factor * values.A), sums.B + (factor * values.B), sums.C + (factor * values.C), sums.D + (factor * values.D));
}
