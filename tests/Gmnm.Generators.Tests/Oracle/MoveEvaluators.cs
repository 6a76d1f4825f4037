using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Operations that move elements: each element of the result is one of an input, or zero.</summary>
internal static class MoveEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(Reshape)] = static (_, inputs, sizes, _) => new DoubleTensor(sizes, inputs[0].Values),
        [typeof(Broadcast)] = static (_, inputs, sizes, _) => inputs[0].StretchedTo(sizes),
        [typeof(Slice)] = static (op, inputs, sizes, _) => Gather(sizes, place => At(inputs[0], place, ((Slice)op).Axis, ((Slice)op).Start)),
        [typeof(Pad)] = static (op, inputs, sizes, _) => Gather(sizes, place => At(inputs[0], place, ((Pad)op).Axis, -((Pad)op).Before)),
        [typeof(Concat)] = static (op, inputs, sizes, _) => Gather(sizes, place => Joined(inputs, place, ((Concat)op).Axis)),
        [typeof(Permute)] = static (op, inputs, sizes, _) => Gather(sizes, place =>
        {
            var source = new int[place.Length];
            for (var axis = 0; axis < place.Length; axis++)
            {
                source[((Permute)op).Axes[axis]] = place[axis];
            }

            return inputs[0].Values[inputs[0].Flat(source)];
        }),
    };

    private static DoubleTensor Gather(int[] sizes, Func<int[], double> element)
    {
        var result = new DoubleTensor(sizes);
        for (var flat = 0; flat < result.Values.Length; flat++)
        {
            result.Values[flat] = element(result.Place(flat));
        }

        return result;
    }

    /// <summary>The element at a place moved along one axis; 0 outside.</summary>
    private static double At(DoubleTensor input, int[] place, int axis, int move)
    {
        var source = (int[])place.Clone();
        source[axis] += move;
        return source[axis] >= 0 && source[axis] < input.Sizes[axis] ? input.Values[input.Flat(source)] : 0;
    }

    private static double Joined(DoubleTensor[] inputs, int[] place, int axis)
    {
        var (input, start) = (0, 0);
        while (place[axis] - start >= inputs[input].Sizes[axis])
        {
            start += inputs[input++].Sizes[axis];
        }

        return At(inputs[input], place, axis, -start);
    }
}
