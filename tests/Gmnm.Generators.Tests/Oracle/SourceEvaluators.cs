using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Operations without inputs.</summary>
internal static class SourceEvaluators
{
    /// <summary>Sets the masks of a network's dropout layers apart: 2⁶⁴ divided by the golden ratio.</summary>
    private const ulong DropoutOrdinalStep = 0x9E3779B97F4A7C15;

    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(Input)] = static (_, _, sizes, bindings) => new DoubleTensor(sizes, bindings.Input),
        [typeof(Target)] = static (_, _, sizes, bindings) => new DoubleTensor(sizes, bindings.Target),
        [typeof(Parameter)] = static (op, _, sizes, bindings) =>
            new DoubleTensor(sizes, bindings.Parameters[((Parameter)op).ParameterName]),
        [typeof(Constant)] = static (op, _, sizes, _) => new DoubleTensor(sizes, [((Constant)op).Value]),
        [typeof(BatchReciprocal)] = static (op, _, sizes, bindings) =>
            new DoubleTensor(sizes, [((BatchReciprocal)op).Factor / (bindings.Batch + ((BatchReciprocal)op).Offset)]),
        [typeof(Iota)] = static (_, _, sizes, _) =>
            new DoubleTensor(sizes, [.. Enumerable.Range(0, sizes[0]).Select(static index => (double)index)]),
        [typeof(DropoutMask)] = static (op, _, sizes, bindings) => Mask((DropoutMask)op, sizes, bindings),
    };

    private static DoubleTensor Mask(DropoutMask op, int[] sizes, Bindings bindings)
    {
        var key = unchecked(bindings.DropoutKey + ((ulong)op.Ordinal * DropoutOrdinalStep));
        var mask = new DoubleTensor(sizes);
        for (var index = 0; index < mask.Values.Length; index++)
        {
            mask.Values[index] = UniformDraw.At(key, index) >= (float)op.Rate ? 1 / (1 - op.Rate) : 0;
        }

        return mask;
    }
}
