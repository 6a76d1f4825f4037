using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Gmnm.Serialization;

/// <summary>Copies elements between memory and the byte order of files.</summary>
internal static class LittleEndian
{
    /// <summary>Reads floats; the lengths must agree.</summary>
    public static void Read(ReadOnlySpan<byte> source, Span<float> destination)
    {
        source.CopyTo(MemoryMarshal.AsBytes(destination));
        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<float, uint>(destination);
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }

    /// <summary>Reads doubles; the lengths must agree.</summary>
    public static void Read(ReadOnlySpan<byte> source, Span<double> destination)
    {
        source.CopyTo(MemoryMarshal.AsBytes(destination));
        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<double, ulong>(destination);
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }

    /// <summary>Writes elements of <paramref name="elementBits"/> bits that are in the machine's byte order.</summary>
    public static void Write(ReadOnlySpan<byte> elements, int elementBits, Stream destination)
    {
        if (BitConverter.IsLittleEndian || elementBits <= 8)
        {
            destination.Write(elements);
            return;
        }

        var reversed = elements.ToArray();
        for (var start = 0; start < reversed.Length; start += elementBits / 8)
        {
            reversed.AsSpan(start, elementBits / 8).Reverse();
        }

        destination.Write(reversed);
    }
}
