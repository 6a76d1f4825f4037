using System.Buffers.Binary;

namespace Gmnm.Serialization;

/// <summary>The checked header of a safetensors file: 8 bytes of length, JSON, then the tensors' bytes without holes.</summary>
internal sealed class SafetensorsHeader
{
    /// <summary>Bytes before the JSON: its length, little-endian.</summary>
    public const int PrefixLength = sizeof(ulong);

    /// <summary>Longest JSON that the format allows.</summary>
    public const int MaximumJsonLength = 100_000_000;

    private readonly int _dataStart;
    private readonly Dictionary<string, SafetensorsEntry> _byName;

    private SafetensorsHeader(SafetensorsHeaderJson json, SafetensorsEntry[] entries, int dataStart)
    {
        Entries = entries;
        Metadata = json.Metadata;
        _byName = json.Entries;
        _dataStart = dataStart;
    }

    /// <summary>Tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The strings under <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of that name, or null.</summary>
    public SafetensorsEntry? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The bytes of <paramref name="entry"/> in the whole file.</summary>
    public Range BytesOf(SafetensorsEntry entry) => (int)(_dataStart + entry.Begin)..(int)(_dataStart + entry.End);

    /// <summary>Reads the header of <paramref name="file"/> and checks every rule of the format.</summary>
    /// <exception cref="InvalidFileException">A rule is broken.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < PrefixLength)
        {
            throw new InvalidFileException($"The file has {file.Length} bytes; a safetensors file begins with 8 bytes that give the length of its header.");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length > MaximumJsonLength)
        {
            throw new InvalidFileException($"The header's length is given as {length} bytes; the format allows {MaximumJsonLength}.");
        }

        var rest = file[PrefixLength..];
        if (length > (ulong)rest.Length)
        {
            throw new InvalidFileException($"The header's length is given as {length} bytes; only {rest.Length} follow.");
        }

        var json = SafetensorsHeaderJson.Read(rest[..(int)length]);
        SafetensorsEntry[] entries = [.. json.Entries.Values];
        CheckLayout(entries, rest.Length - (int)length);
        return new SafetensorsHeader(json, entries, PrefixLength + (int)length);
    }

    /// <summary>Sorts the tensors by position and checks that they cover the data exactly once.</summary>
    private static void CheckLayout(SafetensorsEntry[] entries, long dataLength)
    {
        Array.Sort(entries, static (left, right) => (left.Begin, left.End).CompareTo((right.Begin, right.End)));
        var covered = 0L;
        foreach (var entry in entries)
        {
            CheckSize(entry, dataLength);
            if (entry.Begin < covered)
            {
                throw new InvalidFileException(entry.Name, $"its data begins at byte {entry.Begin}, inside the tensor before it, which ends at {covered}");
            }

            if (entry.Begin > covered)
            {
                throw new InvalidFileException(entry.Name, $"its data begins at byte {entry.Begin}; the bytes from {covered} belong to no tensor");
            }

            covered = entry.End;
        }

        if (covered != dataLength)
        {
            throw new InvalidFileException($"The tensors end at byte {covered} of the data, which has {dataLength}: the last {dataLength - covered} belong to no tensor.");
        }
    }

    private static void CheckSize(SafetensorsEntry entry, long dataLength)
    {
        if (entry.Begin > entry.End)
        {
            throw new InvalidFileException(entry.Name, $"data_offsets [{entry.Begin}, {entry.End}] end before they begin");
        }

        if (entry.End > dataLength)
        {
            throw new InvalidFileException(entry.Name, $"data_offsets [{entry.Begin}, {entry.End}] reach beyond the {dataLength} bytes of data");
        }

        var bits = (UInt128)entry.Dtype.Bits();
        foreach (var size in entry.Shape)
        {
            bits *= (UInt128)size;
            if (bits > long.MaxValue)
            {
                throw new InvalidFileException(entry.Name, $"the size of {entry.Description} overflows");
            }
        }

        if (bits % 8 != 0)
        {
            throw new InvalidFileException(entry.Name, $"{entry.Description} does not fill whole bytes");
        }

        if (bits / 8 != (UInt128)(entry.End - entry.Begin))
        {
            throw new InvalidFileException(entry.Name, $"{entry.Description} needs {bits / 8} bytes; data_offsets [{entry.Begin}, {entry.End}] give {entry.End - entry.Begin}");
        }
    }
}
