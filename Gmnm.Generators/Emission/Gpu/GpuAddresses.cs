using Gmnm.Generators.Compilation;
using Gmnm.Generators.Memory;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>Where the values of a program are in device memory.</summary>
/// <param name="program">The program.</param>
/// <param name="arena">Where its arena starts.</param>
/// <param name="operand">In the body of a loop over time: where the loop keeps a node.</param>
/// <param name="scratch">Where the scratch space of the group starts in that of the program.</param>
internal sealed class GpuAddresses(CompiledProgram program, GpuPlace arena, Func<int, GpuPlace>? operand = null, int scratch = 0)
{
    /// <summary>The same with scratch space from another place on.</summary>
    public GpuAddresses WithScratch(int start) => new(program, arena, operand, start);

    public GpuPlace Of(int id)
    {
        var root = program.Graph.Root(id);
        var storage = program.Memory.Storages[root];
        return storage.Kind switch
        {
            StorageKind.Input => new("Inputs", storage.Offset),
            StorageKind.Target => new("Targets", storage.Offset),
            StorageKind.Prediction => new("Predictions", storage.Offset),
            StorageKind.Parameter => new("Parameters", storage.Offset),
            StorageKind.Gradient => new("Gradients", storage.Offset),
            StorageKind.Operand => operand!(root),
            StorageKind.Fixed => arena.Further(storage.Offset),
            StorageKind.PerRow => PerSample(storage.Offset),
            var kind => throw new Graph.InvalidGraphException($"A program for a GPU has no block {kind}."),
        };
    }

    /// <summary>A place in the scratch space, <paramref name="perSample"/> floats for each sample from its start.</summary>
    public GpuPlace Scratch(int perSample = 0) => PerSample(checked(program.Memory.PerRow + perSample)).Further(scratch);

    private GpuPlace PerSample(int offset) => arena.Further(program.Memory.Fixed) with { PerSample = checked(arena.PerSample + offset) };
}
