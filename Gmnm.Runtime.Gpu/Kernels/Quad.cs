using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Util;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Four floats in registers, read and written together as 16 bytes. Fields, and changed in place: ILGPU inlines each call of a
/// property or a constructor, and takes long for the hundreds of them that a tile would have.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct Quad(float a, float b, float c, float d)
{
    /// <summary>The first.</summary>
    public float A = a;

    /// <summary>The second.</summary>
    public float B = b;

    /// <summary>The third.</summary>
    public float C = c;

    /// <summary>The fourth.</summary>
    public float D = d;

    /// <summary>The sums of both, one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad operator +(Quad left, Quad right)
    {
        left.A += right.A;
        left.B += right.B;
        left.C += right.C;
        left.D += right.D;
        return left;
    }

    /// <summary>Adds <paramref name="factor"/> · <paramref name="values"/>; the device fuses the two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float factor, Quad values)
    {
        A += factor * values.A;
        B += factor * values.B;
        C += factor * values.C;
        D += factor * values.D;
    }

    /// <summary>Adds those of the lane so far apart, a power of two, in both of the two; all lanes take part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddLane(int apart)
    {
        A += Warp.ShuffleXor(A, apart);
        B += Warp.ShuffleXor(B, apart);
        C += Warp.ShuffleXor(C, apart);
        D += Warp.ShuffleXor(D, apart);
    }

    /// <summary>Itself where a condition holds, else zeros. No branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Quad Where(bool isThere)
    {
        A = Utilities.Select(isThere, A, 0f);
        B = Utilities.Select(isThere, B, 0f);
        C = Utilities.Select(isThere, C, 0f);
        D = Utilities.Select(isThere, D, 0f);
        return this;
    }

    /// <summary>Multiplies each by a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Scale(float factor)
    {
        A *= factor;
        B *= factor;
        C *= factor;
        D *= factor;
    }
}
