using System.Collections.Immutable;
using System.Text.Json;

namespace Gmnm.Serialization;

/// <summary>Reads the JSON of a safetensors header: types, uniqueness and completeness; positions are checked by the caller.</summary>
internal sealed class SafetensorsHeaderJson
{
    /// <summary>The reserved key of the string map.</summary>
    public const string MetadataKey = "__metadata__";

    // One list for the sizes of all tensors: a hostile header may have millions of them.
    private readonly List<long> _sizes = [];

    private SafetensorsHeaderJson()
    {
    }

    /// <summary>Tensors by name.</summary>
    public Dictionary<string, SafetensorsEntry> Entries { get; } = [];

    /// <summary>The strings under <c>__metadata__</c>.</summary>
    public Dictionary<string, string> Metadata { get; } = [];

    /// <summary>Reads <paramref name="json"/>.</summary>
    /// <exception cref="InvalidFileException">It is not JSON, or not the JSON of a safetensors header.</exception>
    public static SafetensorsHeaderJson Read(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
        {
            throw new InvalidFileException("The header does not begin with '{'.");
        }

        try
        {
            return ReadObject(json);
        }
        catch (JsonException error)
        {
            throw new InvalidFileException($"The header is not valid JSON: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // What the reader throws for a string that is not valid UTF-8 or has half a surrogate pair.
            throw new InvalidFileException($"The header has an invalid string: {error.Message}", error);
        }
    }

    private static SafetensorsHeaderJson ReadObject(ReadOnlySpan<byte> json)
    {
        var result = new SafetensorsHeaderJson();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var hasMetadata = false;
        while (NextKey(ref reader) is { } name)
        {
            reader.Read();
            bool isNew;
            if (name == MetadataKey)
            {
                isNew = !hasMetadata;
                hasMetadata = true;
                ReadMetadata(ref reader, result.Metadata);
            }
            else
            {
                isNew = result.Entries.TryAdd(name, result.ReadEntry(ref reader, name));
            }

            if (!isNew)
            {
                throw new InvalidFileException(name, "the name occurs twice");
            }
        }

        // Reads to the end: only white space may follow the object.
        reader.Read();
        return result;
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata)
    {
        Expect(reader, JsonTokenType.StartObject, MetadataKey, "an object");
        while (NextKey(ref reader) is { } key)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.String || !metadata.TryAdd(key, reader.GetString()!))
            {
                throw new InvalidFileException($"{MetadataKey} must map distinct keys to strings; '{key}' does not.");
            }
        }
    }

    private SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        Expect(reader, JsonTokenType.StartObject, name, "an object");
        SafetensorsDtype? dtype = null;
        ImmutableArray<long>? shape = null;
        (long Begin, long End)? offsets = null;
        while (NextKey(ref reader) is { } key)
        {
            reader.Read();
            var twice = key switch { "dtype" => dtype.HasValue, "shape" => shape.HasValue, "data_offsets" => offsets.HasValue, _ => false };
            if (twice)
            {
                throw new InvalidFileException(name, $"{key} occurs twice");
            }

            switch (key)
            {
                case "dtype":
                    dtype = ReadDtype(ref reader, name);
                    break;
                case "shape":
                    ReadSizes(ref reader, name, key);
                    shape = [.. _sizes];
                    break;
                case "data_offsets":
                    ReadSizes(ref reader, name, key);
                    offsets = _sizes.Count == 2
                        ? (_sizes[0], _sizes[1])
                        : throw new InvalidFileException(name, $"data_offsets has {_sizes.Count} numbers; expected begin and end");
                    break;
                default:
                    // The format does not name other keys; its reference reader skips them.
                    reader.Skip();
                    break;
            }
        }

        return new SafetensorsEntry(
            name,
            dtype ?? throw new InvalidFileException(name, "dtype is missing"),
            shape ?? throw new InvalidFileException(name, "shape is missing"),
            offsets?.Begin ?? throw new InvalidFileException(name, "data_offsets is missing"),
            offsets.Value.End);
    }

    private static SafetensorsDtype ReadDtype(ref Utf8JsonReader reader, string name)
    {
        Expect(reader, JsonTokenType.String, name, "a string as dtype");
        var text = reader.GetString();
        return SafetensorsDtypes.TryParse(text, out var dtype)
            ? dtype
            : throw new InvalidFileException(name, $"unknown dtype '{InvalidFileException.Shorten(text!)}'");
    }

    private void ReadSizes(ref Utf8JsonReader reader, string name, string key)
    {
        Expect(reader, JsonTokenType.StartArray, name, key == "shape" ? "an array as shape" : "an array as data_offsets");
        _sizes.Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var size) || size < 0)
            {
                throw new InvalidFileException(name, $"{key} holds something other than whole numbers from 0 to 2^63 - 1");
            }

            _sizes.Add(size);
        }
    }

    private static string? NextKey(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;

    private static void Expect(in Utf8JsonReader reader, JsonTokenType type, string name, string what)
    {
        if (reader.TokenType != type)
        {
            throw new InvalidFileException(name, $"expected {what}, got {reader.TokenType}");
        }
    }
}
