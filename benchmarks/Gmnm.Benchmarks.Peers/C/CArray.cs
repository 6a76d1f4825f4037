using System.Runtime.InteropServices;

namespace Gmnm.Benchmarks.Peers.C;

/// <summary>Floats outside the managed heap, on a cache line's boundary.</summary>
internal sealed unsafe class CArray : IDisposable
{
    private const int Alignment = 64;
    private readonly int _length;

    public CArray(float[] values)
    {
        _length = values.Length;
        Start = (float*)NativeMemory.AlignedAlloc((nuint)_length * sizeof(float), Alignment);
        values.CopyTo(new Span<float>(Start, _length));
    }

    public float* Start { get; }

    public float[] Values() => new Span<float>(Start, _length).ToArray();

    public void Dispose() => NativeMemory.AlignedFree(Start);
}
