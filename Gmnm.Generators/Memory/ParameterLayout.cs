using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Memory;

/// <summary>The flat parameter buffer: tensors in the order of the declaration, each on a 64-byte boundary.</summary>
internal sealed record ParameterLayout(ImmutableArray<ParameterSlot> Slots, int Length)
{
    /// <summary>Floats in 64 bytes.</summary>
    public const int Alignment = 16;

    public int ParameterCount => Slots.Sum(static slot => slot.Parameter.Shape.Elements);

    public static ParameterLayout Of(ComputationGraph graph)
    {
        var slots = ImmutableArray.CreateBuilder<ParameterSlot>();
        var offset = 0;
        foreach (var node in graph.Nodes)
        {
            if (node.Op is Parameter parameter)
            {
                slots.Add(new(parameter, node.Layer, offset));
                offset = checked(offset + Aligned(parameter.Shape.Elements));
            }
        }

        return new(slots.ToImmutable(), offset);
    }

    public int OffsetOf(string name) => Slots.First(slot => slot.Parameter.ParameterName == name).Offset;

    public static int Aligned(int floats) => checked(floats + Alignment - 1) / Alignment * Alignment;
}

/// <summary>One tensor in the flat buffer.</summary>
/// <param name="Layer">Place of the first call of its layer.</param>
/// <param name="Offset">Its first float.</param>
internal sealed record ParameterSlot(Parameter Parameter, int Layer, int Offset);
