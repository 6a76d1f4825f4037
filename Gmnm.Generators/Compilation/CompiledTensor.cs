using System.Collections.Immutable;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Compilation;

/// <summary>An input, output or target of a network, where several lie one after the other in one sample.</summary>
/// <param name="Name">The user's name for it.</param>
/// <param name="Shape">Shape of one sample.</param>
/// <param name="Offset">Its first float in the sample.</param>
internal sealed record CompiledTensor(string Name, Shape Shape, int Offset)
{
    public static ImmutableArray<CompiledTensor> Sequence(IEnumerable<(string Name, Shape Shape)> tensors)
    {
        var offset = 0;
        var sequence = ImmutableArray.CreateBuilder<CompiledTensor>();
        foreach (var (name, shape) in tensors)
        {
            sequence.Add(new(name, shape, offset));
            offset += shape.Elements;
        }

        return sequence.ToImmutable();
    }

    /// <summary>The shape of the whole sample.</summary>
    public static Shape Join(ImmutableArray<CompiledTensor> tensors) =>
        tensors.Length == 1 ? tensors[0].Shape : Shape.Of(tensors.Sum(static tensor => tensor.Shape.Elements));
}
