using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;

namespace Gmnm;

/// <summary>Reads IDX: two zero bytes, the type, the number of dimensions, the sizes, then the elements, all big-endian.</summary>
internal static class IdxReader
{
    // Deflate makes at most 1032 bytes of one: a header that claims more than its file can hold is refused at once.
    private const long LargestExpansion = 1032;
    private const int FirstBlock = 1 << 16;

    /// <summary>Reads from <paramref name="stream"/> to its end.</summary>
    public static IdxArray Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var start = new byte[2];
        var count = stream.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        var isCompressed = count == 2 && start[0] == 0x1F && start[1] == 0x8B;
        var available = stream.CanSeek ? stream.Length - stream.Position + count : long.MaxValue / LargestExpansion;
        using var joined = new PrefixedStream(start.AsMemory(0, count), stream);
        if (!isCompressed)
        {
            return ReadPlain(joined, available);
        }

        try
        {
            using var unpacked = new GZipStream(joined, CompressionMode.Decompress, leaveOpen: true);
            return ReadPlain(unpacked, available * LargestExpansion);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidFileException($"The gzip data is damaged: {error.Message}", error);
        }
    }

    private static IdxArray ReadPlain(Stream stream, long mostBytes)
    {
        Span<byte> magic = stackalloc byte[4];
        ReadHeader(stream, magic);
        var type = (IdxType)magic[2];
        var elementSize = IdxArray.ElementSize(type);
        if (magic[0] != 0 || magic[1] != 0 || elementSize == 0)
        {
            throw new InvalidFileException($"Not an IDX file: it begins with {Convert.ToHexString(magic)}; expected 0000, a type (08, 09, 0B, 0C, 0D, 0E) and the number of dimensions.");
        }

        var shape = ImmutableArray.CreateBuilder<int>(magic[3]);
        Span<byte> sizeBytes = stackalloc byte[4];
        var length = (long)elementSize;
        for (var i = 0; i < magic[3]; i++)
        {
            ReadHeader(stream, sizeBytes);
            var size = BinaryPrimitives.ReadUInt32BigEndian(sizeBytes);
            length *= size;
            if (length > Math.Min(mostBytes, Array.MaxLength) || size > int.MaxValue)
            {
                throw new InvalidFileException($"IDX dimension {i} is {size}: the array would be larger than the file can hold.");
            }

            shape.Add((int)size);
        }

        return new IdxArray(type, shape.MoveToImmutable(), ReadData(stream, (int)length));
    }

    private static void ReadHeader(Stream stream, Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidFileException("The IDX file ends inside its header.");
        }
    }

    /// <summary>Reads exactly <paramref name="length"/> bytes into a buffer that grows with what is there.</summary>
    private static byte[] ReadData(Stream stream, int length)
    {
        var data = new byte[Math.Min(length, FirstBlock)];
        var filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(data.AsSpan(filled), data.Length - filled, throwOnEndOfStream: false);
            if (filled < data.Length)
            {
                throw new InvalidFileException($"The IDX file ends after {filled} of the {length} bytes of data that its header announces.");
            }

            if (filled == length)
            {
                break;
            }

            Array.Resize(ref data, (int)Math.Min(length, 2L * data.Length));
        }

        return stream.ReadByte() < 0
            ? data
            : throw new InvalidFileException($"The IDX file goes on after the {length} bytes of data that its header announces.");
    }
}
