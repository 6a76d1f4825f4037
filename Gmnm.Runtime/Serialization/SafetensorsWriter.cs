using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Gmnm.Serialization;

namespace Gmnm;

/// <summary>Collects tensors and writes them as one safetensors file. The same tensors give the same bytes.</summary>
public sealed class SafetensorsWriter
{
    private readonly List<(string Name, SafetensorsDtype Dtype, ImmutableArray<long> Shape, ReadOnlyMemory<byte> Data)> _tensors = [];
    private readonly HashSet<string> _names = [SafetensorsHeaderJson.MetadataKey];

    /// <summary>Strings to write under <c>__metadata__</c>.</summary>
    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a tensor of floats. The memory is read when the file is written.</summary>
    /// <exception cref="ArgumentException">The name is taken, or the values do not fill the shape.</exception>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlyMemory<float> values) =>
        Add(name, SafetensorsDtype.F32, Widen(shape), new ElementBytes<float>(values).Memory);

    /// <summary>Adds a tensor of doubles. The memory is read when the file is written.</summary>
    /// <exception cref="ArgumentException">The name is taken, or the values do not fill the shape.</exception>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlyMemory<double> values) =>
        Add(name, SafetensorsDtype.F64, Widen(shape), new ElementBytes<double>(values).Memory);

    /// <summary>Adds a tensor of any type. The memory is read when the file is written.</summary>
    /// <param name="name">Name; must be new to this file.</param>
    /// <param name="dtype">Element type.</param>
    /// <param name="shape">Shape, row-major; empty for a scalar.</param>
    /// <param name="data">The elements in the machine's byte order.</param>
    /// <exception cref="ArgumentException">The name is taken, or the data does not fill the shape.</exception>
    public void Add(string name, SafetensorsDtype dtype, ImmutableArray<long> shape, ReadOnlyMemory<byte> data)
    {
        ArgumentNullException.ThrowIfNull(name);
        var bits = checked(shape.Aggregate((long)dtype.Bits(), static (product, size) => product * size));
        if (bits != data.Length * 8L)
        {
            throw new ArgumentException($"Tensor '{name}' of shape [{string.Join(", ", shape)}] needs {bits / 8} bytes, got {data.Length}.", nameof(data));
        }

        if (!_names.Add(name))
        {
            throw new ArgumentException($"There is a tensor '{name}' already.", nameof(name));
        }

        _tensors.Add((name, dtype, shape, data));
    }

    /// <summary>Writes the file so that a reader finds either the old one or the new one, whole, whatever happens meanwhile.</summary>
    /// <exception cref="IOException">It could not be written; the old file is as it was.</exception>
    public void Save(string path) => AtomicFile.Write(path, WriteTo);

    /// <summary>Writes the file to <paramref name="stream"/>.</summary>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);

        // The widest elements first: then each tensor is aligned to its element size, which some readers need.
        var ordered = _tensors.OrderByDescending(static tensor => tensor.Dtype.Bits()).ToList();
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            WriteHeader(writer, ordered);
        }

        var padding = -json.WrittenCount & 7;
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, json.WrittenCount + padding);
        stream.Write(prefix);
        stream.Write(json.WrittenSpan);
        stream.Write("       "u8[..padding]);
        foreach (var (_, dtype, _, data) in ordered)
        {
            LittleEndian.Write(data.Span, dtype.Bits(), stream);
        }
    }

    private void WriteHeader(
        Utf8JsonWriter writer, List<(string Name, SafetensorsDtype Dtype, ImmutableArray<long> Shape, ReadOnlyMemory<byte> Data)> tensors)
    {
        writer.WriteStartObject();
        if (Metadata.Count > 0)
        {
            writer.WriteStartObject(SafetensorsHeaderJson.MetadataKey);
            foreach (var (key, value) in Metadata)
            {
                writer.WriteString(key, value);
            }

            writer.WriteEndObject();
        }

        var begin = 0L;
        foreach (var (name, dtype, shape, data) in tensors)
        {
            writer.WriteStartObject(name);
            writer.WriteString("dtype"u8, dtype.Name());
            writer.WriteStartArray("shape"u8);
            foreach (var size in shape)
            {
                writer.WriteNumberValue(size);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("data_offsets"u8);
            writer.WriteNumberValue(begin);
            writer.WriteNumberValue(begin += data.Length);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static ImmutableArray<long> Widen(ReadOnlySpan<int> shape)
    {
        var wide = ImmutableArray.CreateBuilder<long>(shape.Length);
        foreach (var size in shape)
        {
            wide.Add(size);
        }

        return wide.MoveToImmutable();
    }

    /// <summary>Shows the memory of unmanaged elements as bytes.</summary>
    private sealed class ElementBytes<T>(ReadOnlyMemory<T> elements) : MemoryManager<byte>
        where T : unmanaged
    {
        public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(MemoryMarshal.AsMemory(elements).Span);

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin() => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
        }
    }
}
