using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace Gmnm.Gpu;

/// <summary>
/// What a build with <c>GmnmEmbedPtx</c> puts into an assembly: the launch plans of its networks, and the kernels as PTX.
/// The format is this build's own: both sides come from one version of the package.
/// </summary>
/// <param name="Networks">By the full names of the networks' classes.</param>
/// <param name="Updates">The optimizers' kernels, by the names of their methods.</param>
internal sealed record EmbeddedKernels(
    IReadOnlyDictionary<string, NetworkPrograms> Networks, IReadOnlyDictionary<string, PtxKernel> Updates)
{
    /// <summary>Name of the resource.</summary>
    public const string ResourceName = "Gmnm.Kernels";

    private const string Format = "gmnm ptx 4";

    /// <summary>What an assembly carries; null where it carries nothing.</summary>
    public static EmbeddedKernels? Of(Assembly assembly)
    {
        using var resource = assembly.GetManifestResourceStream(ResourceName);
        return resource is null ? null : Read(resource);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="GpuException">It is of another version.</exception>
    public static EmbeddedKernels Read(Stream stream)
    {
        using var unpacked = new ZLibStream(stream, CompressionMode.Decompress);
        using var reader = new BinaryReader(unpacked, Encoding.UTF8);
        if (reader.ReadString() != Format)
        {
            throw new GpuException("The embedded kernels are of another version of Gmnm: build the project again.");
        }

        return new EmbeddedKernels(
            ReadMany(reader, static reader => (reader.ReadString(), ReadPrograms(reader))),
            ReadMany(reader, static reader => (reader.ReadString(), EmbeddedPlan.ReadPtx(reader))));
    }

    /// <summary>Writes everything. Every launch is an <see cref="EmbeddedKernel"/>.</summary>
    public void Write(Stream stream)
    {
        using var packed = new ZLibStream(stream, CompressionLevel.SmallestSize);
        using var writer = new BinaryWriter(packed, Encoding.UTF8);
        writer.Write(Format);
        WriteMany(writer, Networks, WritePrograms);
        WriteMany(writer, Updates, EmbeddedPlan.WritePtx);
    }

    private static Dictionary<string, T> ReadMany<T>(BinaryReader reader, Func<BinaryReader, (string Key, T Value)> read)
    {
        var many = new Dictionary<string, T>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (key, value) = read(reader);
            many.Add(key, value);
        }

        return many;
    }

    private static void WriteMany<T>(BinaryWriter writer, IReadOnlyDictionary<string, T> many, Action<BinaryWriter, T> write)
    {
        writer.Write(many.Count);
        foreach (var (key, value) in many)
        {
            writer.Write(key);
            write(writer, value);
        }
    }

    private static NetworkPrograms ReadPrograms(BinaryReader reader) => new(
        EmbeddedPlan.Read(reader), ReadOptional(reader), ReadOptional(reader), reader.ReadBoolean());

    private static void WritePrograms(BinaryWriter writer, NetworkPrograms programs)
    {
        EmbeddedPlan.Write(writer, programs.Inference);
        WriteOptional(writer, programs.Training);
        WriteOptional(writer, programs.Loss);
        writer.Write(programs.IsLossOfOutputs);
    }

    private static GpuProgram? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? EmbeddedPlan.Read(reader) : null;

    private static void WriteOptional(BinaryWriter writer, GpuProgram? program)
    {
        writer.Write(program is not null);
        if (program is not null)
        {
            EmbeddedPlan.Write(writer, program);
        }
    }
}
