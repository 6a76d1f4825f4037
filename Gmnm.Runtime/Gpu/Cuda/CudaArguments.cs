using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gmnm.Gpu;

/// <summary>What a kernel is launched with: its parameters one after the other, each on 8 bytes.</summary>
internal unsafe struct CudaArguments
{
    /// <summary>Most parameters of a kernel.</summary>
    public const int Most = 8;

    private const int Alignment = 8, Room = 192;

    private fixed byte _values[Room];
    private fixed int _sizes[Most];
    private int _count;
    private int _used;

    /// <summary>Bytes of each parameter.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int> Sizes => MemoryMarshal.CreateReadOnlySpan(ref _sizes[0], _count);

    /// <summary>The parameters, each where the one before ends.</summary>
    [UnscopedRef]
    public ref byte Values => ref _values[0];

    /// <summary>Adds a parameter.</summary>
    public CudaArguments With<T>(T value)
        where T : unmanaged
    {
        if (_count == Most || _used + sizeof(T) > Room)
        {
            throw new InvalidOperationException("A kernel has more parameters than there is room for.");
        }

        Unsafe.WriteUnaligned(ref _values[_used], value);
        _sizes[_count++] = sizeof(T);
        _used += Aligned(sizeof(T));
        return this;
    }

    /// <summary>Bytes that a parameter takes.</summary>
    public static int Aligned(int size) => (size + Alignment - 1) & -Alignment;
}
