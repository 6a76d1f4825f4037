using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Memory;

/// <summary>
/// The flat parameter buffer: the trainable tensors, then states, then frozen tensors, each in the order of the declaration
/// and on a 64-byte boundary.
/// </summary>
internal sealed record ParameterLayout(ImmutableArray<ParameterSlot> Slots, int Length)
{
    /// <summary>Floats in 64 bytes.</summary>
    public const int Alignment = 16;

    /// <summary>Scalars, running statistics aside.</summary>
    public int ParameterCount => CountOf(Slots);

    /// <summary>Floats of the part that an optimizer updates.</summary>
    public int TrainableLength => StartOf(ParameterKind.State);

    /// <summary>Floats before the frozen tensors.</summary>
    public int FrozenStart => StartOf(ParameterKind.Frozen);

    public static ParameterLayout Of(ComputationGraph graph)
    {
        var slots = ImmutableArray.CreateBuilder<ParameterSlot>();
        var offset = 0;
        foreach (var node in graph.Nodes.Where(static node => node.Op is Parameter).OrderBy(static node => ((Parameter)node.Op).Kind))
        {
            var parameter = (Parameter)node.Op;
            slots.Add(new(parameter, node.Layer, offset));
            offset = checked(offset + Aligned(parameter.Shape.Elements));
        }

        return new(slots.ToImmutable(), offset);
    }

    public int OffsetOf(string name) => Slots.First(slot => slot.Parameter.ParameterName == name).Offset;

    /// <summary>Scalars of some of the tensors, running statistics aside.</summary>
    public static int CountOf(IEnumerable<ParameterSlot> slots) => slots
        .Where(static slot => !slot.Parameter.IsStatistic)
        .Sum(static slot => slot.Parameter.Shape.Elements);

    public static int Aligned(int floats) => checked(floats + Alignment - 1) / Alignment * Alignment;

    private int StartOf(ParameterKind kind) =>
        Slots.Where(slot => slot.Parameter.Kind >= kind).Select(static slot => slot.Offset).DefaultIfEmpty(Length).First();
}

/// <summary>One tensor in the flat buffer.</summary>
/// <param name="Layer">Place of the first call of its layer.</param>
/// <param name="Offset">Its first float.</param>
internal sealed record ParameterSlot(Parameter Parameter, int Layer, int Offset);
