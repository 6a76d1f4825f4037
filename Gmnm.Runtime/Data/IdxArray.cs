using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Gmnm;

/// <summary>The array of an IDX file, the format of MNIST.</summary>
public sealed class IdxArray
{
    internal IdxArray(IdxType type, ImmutableArray<int> shape, ReadOnlyMemory<byte> data)
    {
        Type = type;
        Shape = shape;
        Data = data;
    }

    /// <summary>Element type.</summary>
    public IdxType Type { get; }

    /// <summary>Shape, row-major.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The elements, big-endian.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Number of elements.</summary>
    public int Length => Data.Length / ElementSize(Type);

    /// <summary>Reads the file at <paramref name="path"/>, plain or compressed by gzip.</summary>
    /// <exception cref="InvalidFileException">It is not an IDX file, or is cut short or too long.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IdxArray Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <summary>Reads from <paramref name="stream"/> to its end, plain or compressed by gzip.</summary>
    /// <exception cref="InvalidFileException">It is not an IDX file, or is cut short or too long.</exception>
    public static IdxArray Read(Stream stream) => IdxReader.Read(stream);

    /// <summary>The elements as floats, multiplied by <paramref name="scale"/>.</summary>
    public float[] ToSingles(float scale = 1)
    {
        var values = new float[Length];
        var data = Data.Span;
        var size = ElementSize(Type);
        for (var i = 0; i < values.Length; i++)
        {
            var element = data.Slice(i * size, size);
            values[i] = scale * Type switch
            {
                IdxType.U8 => element[0],
                IdxType.I8 => (sbyte)element[0],
                IdxType.I16 => BinaryPrimitives.ReadInt16BigEndian(element),
                IdxType.I32 => BinaryPrimitives.ReadInt32BigEndian(element),
                IdxType.F32 => BinaryPrimitives.ReadSingleBigEndian(element),
                _ => (float)BinaryPrimitives.ReadDoubleBigEndian(element),
            };
        }

        return values;
    }

    /// <summary>Bytes of one element; 0 for a type that the format does not have.</summary>
    internal static int ElementSize(IdxType type) => type switch
    {
        IdxType.U8 or IdxType.I8 => 1,
        IdxType.I16 => 2,
        IdxType.I32 or IdxType.F32 => 4,
        IdxType.F64 => 8,
        _ => 0,
    };
}
