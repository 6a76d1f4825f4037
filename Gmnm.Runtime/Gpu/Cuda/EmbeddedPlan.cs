using System.Collections.Immutable;

namespace Gmnm.Gpu;

/// <summary>Launch plans in a file: written when a project is built, read when its program runs.</summary>
internal static class EmbeddedPlan
{
    private enum StageKind : byte
    {
        Kernel,
        Tiles,
        Loop,
    }

    public static void Write(BinaryWriter writer, GpuProgram program)
    {
        writer.Write(program.Name);
        writer.Write(program.ArenaConstant);
        writer.Write(program.ArenaPerSample);
        writer.Write(program.LossAt);
        writer.Write(program.ReadsDropoutKey);
        WriteMany(writer, program.Stages, WriteStage);
    }

    public static GpuProgram Read(BinaryReader reader) => new()
    {
        Name = reader.ReadString(),
        ArenaConstant = reader.ReadInt32(),
        ArenaPerSample = reader.ReadInt32(),
        LossAt = reader.ReadInt32(),
        ReadsDropoutKey = reader.ReadBoolean(),
        Stages = ReadMany(reader, ReadStage),
    };

    public static void WritePtx(BinaryWriter writer, PtxKernel ptx)
    {
        writer.Write(ptx.Entry);
        WriteMany(writer, ptx.ParameterBytes, static (writer, bytes) => writer.Write(bytes));
        writer.Write(ptx.Text);
    }

    public static PtxKernel ReadPtx(BinaryReader reader) =>
        new(reader.ReadString(), ReadMany(reader, static reader => reader.ReadInt32()), reader.ReadString());

    private static void WriteKernel(BinaryWriter writer, GpuLaunch launch)
    {
        var kernel = (EmbeddedKernel)launch;
        writer.Write(kernel.Name);
        writer.Write(kernel.Threads);
        writer.Write(kernel.FewestSamples);
        writer.Write(kernel.NeedsTensorCores);
        WriteExtent(writer, kernel.Extents.X);
        WriteExtent(writer, kernel.Extents.Y);
        WriteExtent(writer, kernel.Extents.Z);
        WritePtx(writer, kernel.Ptx);
    }

    private static EmbeddedKernel ReadKernel(BinaryReader reader, ImmutableArray<int> after = default)
    {
        var (name, threads, fewestSamples, needsTensorCores) = (reader.ReadString(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean());
        return new(name, threads, ReadExtent(reader), ReadExtent(reader), ReadExtent(reader), ReadPtx(reader))
        {
            FewestSamples = fewestSamples,
            NeedsTensorCores = needsTensorCores,
            After = after,
        };
    }

    private static void WriteStage(BinaryWriter writer, GpuStage stage)
    {
        writer.Write(!stage.After.IsDefault);
        if (!stage.After.IsDefault)
        {
            WriteMany(writer, stage.After, static (writer, before) => writer.Write(before));
        }

        switch (stage)
        {
            case GpuTiles tiles:
                writer.Write((byte)StageKind.Tiles);
                WriteMany(writer, [.. tiles.Kernels], WriteKernel);
                break;
            case GpuLoop loop:
                writer.Write((byte)StageKind.Loop);
                writer.Write(loop.Steps);
                writer.Write(loop.IsReverse);
                WriteMany(writer, loop.Stages, WriteStage);
                writer.Write(loop.Whole is not null);
                if (loop.Whole is { } whole)
                {
                    WriteKernel(writer, whole);
                }

                break;
            default:
                writer.Write((byte)StageKind.Kernel);
                WriteKernel(writer, (GpuLaunch)stage);
                break;
        }
    }

    private static GpuStage ReadStage(BinaryReader reader)
    {
        var after = reader.ReadBoolean() ? ReadMany(reader, static reader => reader.ReadInt32()) : default;
        return (StageKind)reader.ReadByte() switch
        {
            StageKind.Kernel => ReadKernel(reader, after),
            StageKind.Tiles => new GpuTiles(ReadMany<GpuLaunch>(reader, static reader => ReadKernel(reader))) { After = after },
            StageKind.Loop => new GpuLoop(reader.ReadInt32(), reader.ReadBoolean(), ReadMany(reader, ReadStage))
            {
                Whole = reader.ReadBoolean() ? ReadKernel(reader) : null,
                After = after,
            },
            _ => throw new InvalidDataException("The embedded kernels are damaged."),
        };
    }

    private static void WriteExtent(BinaryWriter writer, GpuExtent extent)
    {
        writer.Write(extent.PerSample);
        writer.Write(extent.Constant);
        writer.Write(extent.Tile);
        writer.Write(extent.Most);
    }

    private static GpuExtent ReadExtent(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());

    private static void WriteMany<T>(BinaryWriter writer, ImmutableArray<T> many, Action<BinaryWriter, T> write)
    {
        writer.Write(many.Length);
        foreach (var one in many)
        {
            write(writer, one);
        }
    }

    private static ImmutableArray<T> ReadMany<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var many = ImmutableArray.CreateBuilder<T>(reader.ReadInt32());
        while (many.Count < many.Capacity)
        {
            many.Add(read(reader));
        }

        return many.MoveToImmutable();
    }
}
