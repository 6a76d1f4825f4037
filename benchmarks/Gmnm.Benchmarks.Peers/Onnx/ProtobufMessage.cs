using System.Text;

namespace Gmnm.Benchmarks.Peers.Onnx;

/// <summary>A message of Protocol Buffers in the making: fields follow each other, each with its number and its wire type.</summary>
internal sealed class ProtobufMessage
{
    private const int Variable = 0;
    private const int LengthDelimited = 2;
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public ProtobufMessage Add(int field, long value)
    {
        Write((ulong)((field << 3) | Variable));
        Write((ulong)value);
        return this;
    }

    public ProtobufMessage Add(int field, ReadOnlySpan<byte> value)
    {
        Write((ulong)((field << 3) | LengthDelimited));
        Write((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    public ProtobufMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    public ProtobufMessage Add(int field, ProtobufMessage value) => Add(field, value.Bytes);

    /// <summary>Seven bits a byte, the lowest first; the highest bit says that more follow.</summary>
    private void Write(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
    }
}
