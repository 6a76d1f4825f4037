using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph;

/// <summary>Where in a sample the elements of a value come from, for values that are parts of the network's input.</summary>
internal static class InputPositions
{
    /// <summary>For each element of a value its place in the sample; null where the value is computed.</summary>
    public static int[]? Of(IReadOnlyList<Node> nodes, Node value)
    {
        if (value.Op is Input)
        {
            return [.. Enumerable.Range(0, value.Shape.Elements)];
        }

        if (value.Op is not (Reshape or Slice or Permute) || Of(nodes, nodes[value.Inputs[0]]) is not { } source)
        {
            return null;
        }

        var shape = nodes[value.Inputs[0]].Shape;
        return value.Op switch
        {
            Slice slice => [.. Places(shape, value.Shape, static axis => axis, slice.Axis, slice.Start).Select(place => source[place])],
            Permute permute => [.. Places(shape, value.Shape, axis => permute.Axes[axis], 0, 0).Select(place => source[place])],
            _ => source,
        };
    }

    /// <summary>Flat places in a sample of <paramref name="from"/>, in the order of <paramref name="to"/>'s elements.</summary>
    private static IEnumerable<int> Places(Shape from, Shape to, Func<int, int> axisOf, int shiftedAxis, int shift)
    {
        var strides = new int[from.Rank];
        var step = 1;
        for (var axis = from.Rank - 1; axis > 0; axis--)
        {
            strides[axis] = step;
            step *= from.Sizes[axis];
        }

        for (var flat = 0; flat < to.Elements; flat++)
        {
            var (rest, place) = (flat, shiftedAxis > 0 ? shift * strides[shiftedAxis] : 0);
            for (var axis = to.Rank - 1; axis > 0; axis--)
            {
                place += rest % to.Sizes[axis] * strides[axisOf(axis)];
                rest /= to.Sizes[axis];
            }

            yield return place;
        }
    }
}
