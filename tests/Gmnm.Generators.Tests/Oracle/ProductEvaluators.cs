using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Matrix products.</summary>
internal static class ProductEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(MatMul)] = static (op, inputs, sizes, _) => Product(((MatMul)op).Form, inputs[0], inputs[1], sizes),
        [typeof(ProductSum)] = static (op, inputs, sizes, _) => Sum((ProductSum)op, [.. inputs], sizes),
        [typeof(BatchMatMul)] = static (op, inputs, sizes, _) => Products(((BatchMatMul)op).Form, inputs[0], inputs[1], sizes),
        // The order of packed weights is the machine's: here they keep their own, and what is filled up is 0.
        [typeof(PackedWeights)] = static (_, inputs, sizes, _) =>
        {
            var result = new DoubleTensor(sizes);
            inputs[0].Values.CopyTo(result.Values, 0);
            return result;
        },
        [typeof(PackedMatMul)] = static (op, inputs, sizes, _) => Product(((PackedMatMul)op).Product.Form, inputs[0], inputs[1], sizes),
    };

    private static DoubleTensor Sum(ProductSum op, DoubleTensor[] inputs, int[] sizes)
    {
        DoubleTensor[] products = [.. op.Terms.Select((term, index) => Product(term.Form, inputs[2 * index], inputs[(2 * index) + 1], sizes))];
        return new DoubleTensor(sizes, [.. products[0].Values.Select((_, at) => products.Sum(product => product.Values[at]))]);
    }

    private static DoubleTensor Products(MatMulForm form, DoubleTensor left, DoubleTensor right, int[] sizes)
    {
        int[] matrix = [sizes[^2], sizes[^1]];
        var count = sizes[..^2].Aggregate(1, static (product, size) => product * size);
        return new DoubleTensor(sizes, [.. Enumerable.Range(0, count)
            .SelectMany(index => Product(form, Matrix(left, index), Matrix(right, index), matrix).Values)]);
    }

    private static DoubleTensor Matrix(DoubleTensor stack, int index)
    {
        int[] sizes = [stack.Sizes[^2], stack.Sizes[^1]];
        return new DoubleTensor(sizes, stack.Values[(index * sizes[0] * sizes[1])..((index + 1) * sizes[0] * sizes[1])]);
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
