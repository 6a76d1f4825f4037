using System.Collections.Immutable;
using Gmnm.Serialization;

namespace Gmnm;

/// <summary>
/// A safetensors file in memory. Reading checks every rule of the format before anything is returned, never runs code
/// from the file, and allocates no more than a small multiple of its size.
/// </summary>
public sealed class SafetensorsFile
{
    private readonly SafetensorsHeader _header;
    private readonly ReadOnlyMemory<byte> _file;

    private SafetensorsFile(SafetensorsHeader header, ReadOnlyMemory<byte> file)
    {
        _header = header;
        _file = file;
        Tensors = [.. header.Entries.Select(TensorOf)];
    }

    /// <summary>Tensors in the order of their bytes.</summary>
    public ImmutableArray<SafetensorsTensor> Tensors { get; }

    /// <summary>The strings under <c>__metadata__</c>; empty where the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>The tensor of that name, or null.</summary>
    public SafetensorsTensor? Find(string name) => _header.Find(name) is { } entry ? TensorOf(entry) : null;

    /// <summary>Reads a file that is in memory; the tensors refer to that memory.</summary>
    /// <exception cref="InvalidFileException">A rule of the format is broken; names the tensor where one is at fault.</exception>
    public static SafetensorsFile Parse(ReadOnlyMemory<byte> file) => new(SafetensorsHeader.Parse(file.Span), file);

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <exception cref="InvalidFileException">A rule of the format is broken, or the file has 2 GB or more.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <summary>Reads <paramref name="stream"/> from its position to its end.</summary>
    /// <exception cref="InvalidFileException">A rule of the format is broken, or there are 2 GB or more.</exception>
    public static SafetensorsFile Read(Stream stream) => Parse(ReadBytes(stream));

    /// <summary>The bytes of <paramref name="stream"/> from its position to its end.</summary>
    internal static ReadOnlyMemory<byte> ReadBytes(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek)
        {
            var remaining = Math.Max(0, stream.Length - stream.Position);
            if (remaining > Array.MaxLength)
            {
                throw new InvalidFileException($"The file has {remaining} bytes; at most {Array.MaxLength} can be read.");
            }

            var bytes = new byte[remaining];
            return bytes.AsMemory(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }

    private SafetensorsTensor TensorOf(SafetensorsEntry entry) => new(entry, _file[_header.BytesOf(entry)]);
}
