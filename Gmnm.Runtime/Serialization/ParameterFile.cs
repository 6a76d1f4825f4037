namespace Gmnm.Serialization;

/// <summary>The layout of a network's parameters in a safetensors file.</summary>
internal static class ParameterFile
{
    /// <summary>Separates the name of a training state from its tensor's; no parameter's name has it.</summary>
    public const char StateSeparator = '/';

    /// <summary>A writer that holds parameters of <paramref name="info"/>'s network.</summary>
    public static SafetensorsWriter Describe(NetworkInfo info, ReadOnlyMemory<float> parameters)
    {
        var writer = new SafetensorsWriter { Metadata = { ["format"] = "gmnm", ["network"] = info.Name } };
        AddAll(writer, info.Parameters, prefix: "", parameters);
        return writer;
    }

    /// <summary>Adds a buffer that is laid out like the parameters, tensor by tensor.</summary>
    public static void AddAll(
        SafetensorsWriter writer, IEnumerable<ParameterInfo> parameters, string prefix, ReadOnlyMemory<float> values)
    {
        foreach (var parameter in parameters)
        {
            writer.Add(prefix + parameter.Name, parameter.Shape.AsSpan(), values.Slice(parameter.Offset, parameter.Length));
        }
    }

    /// <summary>Checks all names, types and shapes, then writes the parameters.</summary>
    public static void Load(ParameterBuffer parameters, SafetensorsHeader header, ReadOnlySpan<byte> file)
    {
        CheckNetwork(parameters.Info, header);
        ReadAll(parameters.Info.Parameters, prefix: "", header, file, parameters.Write());
    }

    /// <summary>Checks that the file has the network's parameters and, training state aside, no other tensor.</summary>
    public static void CheckNetwork(NetworkInfo info, SafetensorsHeader header)
    {
        CheckAll(info.Parameters, prefix: "", header);
        var names = info.Parameters.Select(static parameter => parameter.Name).ToHashSet();
        var stranger = header.Entries.FirstOrDefault(entry => !entry.Name.Contains(StateSeparator) && !names.Contains(entry.Name));
        if (stranger is not null)
        {
            throw new CheckpointMismatchException(stranger.Name, $"no such parameter in {info.Name}", stranger.Description);
        }
    }

    /// <summary>Checks that the file has a tensor for each parameter, with its shape.</summary>
    public static void CheckAll(IEnumerable<ParameterInfo> parameters, string prefix, SafetensorsHeader header)
    {
        foreach (var parameter in parameters)
        {
            var expected = $"F32 [{string.Join(", ", parameter.Shape)}]";
            var entry = header.Find(prefix + parameter.Name);
            if (entry is null)
            {
                throw new CheckpointMismatchException(prefix + parameter.Name, expected, "no tensor of that name");
            }

            if (entry.Dtype != SafetensorsDtype.F32 || !entry.Shape.SequenceEqual(parameter.Shape.Select(static size => (long)size)))
            {
                throw new CheckpointMismatchException(prefix + parameter.Name, expected, entry.Description);
            }
        }
    }

    /// <summary>Reads a buffer that is laid out like the parameters; <see cref="CheckAll"/> must have passed.</summary>
    public static void ReadAll(
        IEnumerable<ParameterInfo> parameters, string prefix, SafetensorsHeader header, ReadOnlySpan<byte> file, Span<float> values)
    {
        foreach (var parameter in parameters)
        {
            var entry = header.Find(prefix + parameter.Name)!;
            LittleEndian.Read(file[header.BytesOf(entry)], values.Slice(parameter.Offset, parameter.Length));
        }
    }
}
