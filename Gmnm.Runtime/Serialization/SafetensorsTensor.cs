using System.Collections.Immutable;
using Gmnm.Serialization;

namespace Gmnm;

/// <summary>One tensor of a safetensors file.</summary>
public sealed class SafetensorsTensor
{
    internal SafetensorsTensor(SafetensorsEntry entry, ReadOnlyMemory<byte> data)
    {
        Name = entry.Name;
        Dtype = entry.Dtype;
        Shape = entry.Shape;
        Data = data;
    }

    /// <summary>Name, unique in the file.</summary>
    public string Name { get; }

    /// <summary>Element type.</summary>
    public SafetensorsDtype Dtype { get; }

    /// <summary>Shape; empty for a scalar.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>The elements, little-endian, row-major.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>The elements of an <see cref="SafetensorsDtype.F32"/> tensor, copied.</summary>
    /// <exception cref="InvalidOperationException">The tensor has another type.</exception>
    public float[] ToSingles()
    {
        if (Dtype != SafetensorsDtype.F32)
        {
            throw new InvalidOperationException($"Tensor '{Name}' is {Dtype.Name()}, not F32.");
        }

        var values = new float[Data.Length / sizeof(float)];
        LittleEndian.Read(Data.Span, values);
        return values;
    }
}
