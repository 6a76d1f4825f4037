using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gmnm;

/// <summary>A zeroed, pinned array of floats that starts on a 64-byte boundary (one cache line, one 512-bit vector).</summary>
public sealed class AlignedBuffer
{
    private const int Alignment = 64;

    /// <summary>
    /// Long buffers start on different lines of the first pages: the system puts them at multiples of large powers of two,
    /// and streams that walk several of them at one distance would meet in the same sets of the caches and banks of the memory.
    /// </summary>
    private const int Staggers = 8, StaggerFloats = 17 * Alignment / sizeof(float), LongLength = 1 << 14;

    private static int s_longBuffers;

    private readonly float[] _array;
    private readonly int _start;
    private volatile IBufferSource? _newer;

    /// <summary>Allocates <paramref name="length"/> zeroed floats.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var stagger = length < LongLength ? 0 : (int)((uint)Interlocked.Increment(ref s_longBuffers) % Staggers) * StaggerFloats;
        _array = GC.AllocateArray<float>(checked(length + stagger + (Alignment / sizeof(float))), pinned: true);
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0);
        HugePages.Advise(address, (long)sizeof(float) * _array.Length);
        _start = stagger + (int)((Alignment - (address % Alignment)) % Alignment / sizeof(float));
        Length = length;
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The floats.</summary>
    public Span<float> Span => Latest().AsSpan(_start, Length);

    /// <summary>The floats, for code that keeps them beyond a stack frame.</summary>
    public Memory<float> Memory => Latest().AsMemory(_start, Length);

    /// <summary>The first float, on a 64-byte boundary.</summary>
    public ref float Start => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Latest()), _start);

    /// <summary>Says that a device holds newer floats: they are copied here when somebody looks.</summary>
    internal void IsNewerAt(IBufferSource source) => _newer = source;

    private float[] Latest()
    {
        if (_newer is not null)
        {
            Fetch();
        }

        return _array;
    }

    private void Fetch()
    {
        lock (_array)
        {
            if (_newer is { } source)
            {
                source.CopyTo(_array.AsSpan(_start, Length), this);
                _newer = null;
            }
        }
    }
}
