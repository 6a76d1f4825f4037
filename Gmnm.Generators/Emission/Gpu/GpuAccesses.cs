using System.Collections.Immutable;
using Gmnm.Generators.Compilation;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Memory;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>What the kernels of a group read and write.</summary>
/// <param name="Reads">Tensors that they read.</param>
/// <param name="Writes">Tensors that they write.</param>
/// <param name="Scratch">The part of the scratch space that they use; null for none.</param>
internal sealed record GpuAccesses(ImmutableArray<GpuRange> Reads, ImmutableArray<GpuRange> Writes, GpuScratchRange? Scratch)
{
    public static GpuAccesses Of(CompiledProgram program, FusedGroup group, GpuScratchRange? scratch)
    {
        var graph = program.Graph;
        var members = group.Nodes.Select(graph.Root).ToImmutableHashSet();
        return new(
            Ranges(group.Nodes.SelectMany(id => graph[id].Inputs.Items).Select(graph.Root).Where(id => !members.Contains(id))), Ranges(members), scratch);

        ImmutableArray<GpuRange> Ranges(IEnumerable<int> ids) =>
            [.. ids.Distinct().Where(program.Memory.Storages.ContainsKey).Select(id => GpuRange.Of(program, id))];
    }

    /// <summary>Whether one of both writes what the other reads or writes.</summary>
    public bool IsApart(GpuAccesses other) =>
        !Overlap(Writes, other.Writes) && !Overlap(Writes, other.Reads) && !Overlap(Reads, other.Writes)
        && !(Scratch is { } own && other.Scratch is { } others && own.Overlaps(others));

    private static bool Overlap(ImmutableArray<GpuRange> some, ImmutableArray<GpuRange> others) => some.Any(one => others.Any(one.Overlaps));
}

/// <summary>A tensor's place in its block: floats, in some blocks for each sample.</summary>
/// <param name="Kind">The block.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct GpuRange(StorageKind Kind, int Start, int End)
{
    public static GpuRange Of(CompiledProgram program, int id)
    {
        var storage = program.Memory.Storages[id];
        return new(storage.Kind, storage.Offset, checked(storage.Offset + program.Graph[id].Shape.Elements));
    }

    public bool Overlaps(GpuRange other) => Kind == other.Kind && Start < other.End && other.Start < End;
}

/// <summary>A part of the scratch space.</summary>
/// <param name="Start">Floats from its start.</param>
/// <param name="End">Where it ends; null where that depends on the batch.</param>
internal readonly record struct GpuScratchRange(int Start, int? End)
{
    public bool Overlaps(GpuScratchRange other) => (other.End is not { } end || Start < end) && (End is not { } own || other.Start < own);
}
