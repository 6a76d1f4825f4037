using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Operations that move, reduce or multiply along axes.</summary>
internal static class ShapeEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(Reshape)] = static (_, inputs, sizes, _) => new DoubleTensor(sizes, inputs[0].Values),
        [typeof(Broadcast)] = static (_, inputs, sizes, _) => inputs[0].StretchedTo(sizes),
        [typeof(Slice)] = static (op, inputs, sizes, _) => Shifted(inputs[0], sizes, ((Slice)op).Start),
        [typeof(Pad)] = static (op, inputs, sizes, _) => Shifted(inputs[0], sizes, -((Pad)op).Before),
        [typeof(Sum)] = static (op, inputs, sizes, _) => Sum(inputs[0], ((Sum)op).Axis, sizes),
        [typeof(Maximum)] = static (_, inputs, sizes, _) =>
            new DoubleTensor(sizes, [.. inputs[0].Values.Chunk(inputs[0].Last).Select(Enumerable.Max)]),
        [typeof(MatMul)] = static (op, inputs, sizes, _) => Product(((MatMul)op).Form, inputs[0], inputs[1], sizes),
    };

    /// <summary>Along the last axis, element j of the result is element j + start of the input; 0 outside.</summary>
    private static DoubleTensor Shifted(DoubleTensor input, int[] sizes, int start)
    {
        var result = new DoubleTensor(sizes);
        for (var row = 0; row < result.Rows; row++)
        {
            for (var column = 0; column < result.Last; column++)
            {
                var source = column + start;
                result[row, column] = source >= 0 && source < input.Last ? input[row, source] : 0;
            }
        }

        return result;
    }

    private static DoubleTensor Sum(DoubleTensor input, int axis, int[] sizes)
    {
        var result = new DoubleTensor(sizes);
        var strides = result.StridesWithin(input.Sizes);
        for (var flat = 0; flat < input.Values.Length; flat++)
        {
            var (rest, destination) = (flat, 0);
            for (var current = input.Rank - 1; current >= 0; current--)
            {
                destination += current == axis ? 0 : rest % input.Sizes[current] * strides[current];
                rest /= input.Sizes[current];
            }

            result.Values[destination] += input.Values[flat];
        }

        return result;
    }

    private static DoubleTensor Product(MatMulForm form, DoubleTensor left, DoubleTensor right, int[] sizes)
    {
        var result = new DoubleTensor(sizes);
        var depth = form == MatMulForm.TransposedLeft ? left.Rows : left.Last;
        var (leftRow, leftDepth) = form == MatMulForm.TransposedLeft ? (1, left.Last) : (left.Last, 1);
        var (rightDepth, rightColumn) = form == MatMulForm.TransposedRight ? (1, right.Last) : (right.Last, 1);
        var (a, b) = (left.Values, right.Values);
        for (var row = 0; row < result.Rows; row++)
        {
            for (var column = 0; column < result.Last; column++)
            {
                var sum = 0.0;
                for (var k = 0; k < depth; k++)
                {
                    sum += a[(row * leftRow) + (k * leftDepth)] * b[(k * rightDepth) + (column * rightColumn)];
                }

                result[row, column] = sum;
            }
        }

        return result;
    }
}
