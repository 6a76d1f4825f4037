using static Gmnm.Generators.Tests.Networks.PlainTensor;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Reductions, products, and parts and orders of tensors.</summary>
internal static class StructureCases
{
    private static readonly int[] s_block = [2, 3, 4];

    public static IReadOnlyList<OperationCase> All { get; } =
    [
        new("ReducedFirstAxis", s_block, Reduced("0"), static x => Reductions(x, s_block, 0)),
        new("ReducedMiddleAxis", s_block, Reduced("1"), static x => Reductions(x, s_block, 1)),
        new("ReducedLastAxis", s_block, Reduced("-1"), static x => Reductions(x, s_block, 2)),
        new("ReducedFirstAxisKept", s_block, Reduced("0, keepAxis: true"), static x => Reductions(x, s_block, 0)),
        new("ReducedSample", s_block, Reduced(""), static x => Reductions(x, [24], 0)),
        new("CentredMiddleAxis", s_block, "(x - x.Mean(1, keepAxis: true)) / (x.Variance(-2, keepAxis: true) + 0.1).Sqrt()", static x => InPlace(x, 1, static (v, row) =>
            (v - row.Average()) / Math.Sqrt(Variance(row) + 0.1))),
        new("DistanceToTheGreatest", s_block, "x.Max(2, keepAxis: true) - x + x.Max(0) - x.LogSumExp(-1, true)", static x => InPlace(x, 2, static (v, row) =>
            row.Max() - v - Math.Log(row.Sum(Math.Exp))).Zip(InPlace(x, 0, static (_, row) => row.Max()), static (a, b) => a + b)),
        new("SoftmaxOfTheFirstAxis", s_block, "x.Softmax(0)", static x => Softmax(x, s_block, 0)),
        new("SoftmaxOfTheMiddleAxis", s_block, "x.Softmax(-2)", static x => Softmax(x, s_block, 1)),
        new("SoftmaxOfTheLastAxis", s_block, "x.Softmax()", static x => Softmax(x, s_block, 2)),
        new("SoftmaxOfAFlatSample", [5], "x.Softmax(0)", static x => Softmax(x, [5], 0)),
        new("Products", [2, 3], "SymbolicTensor.Concat(0, x.MatMul(x.Transpose()).Flatten(), x.Transpose().MatMul(x).Flatten(), x.MatMul(x.Reshape(3, 2)).Flatten())", static x =>
            [.. Product(x, Transposed(x, 2, 3), 2, 3, 2), .. Product(Transposed(x, 2, 3), x, 3, 2, 3), .. Product(x, x, 2, 3, 2)]),
        new("ProductsOfSeveralMatrices", s_block, "x.MatMul(x.Reshape(2, 4, 3)) + x[0].MatMul(x[1].Transpose())", static x =>
            [.. Product(x[..12], x[..12], 3, 4, 3).Concat(Product(x[12..], x[12..], 3, 4, 3)).Zip(Twice(Product(x[..12], Transposed(x[12..], 3, 4), 3, 4, 3)), static (a, b) => a + b)]),
        new("JoinedAndSplit", [2, 6], "var (a, b, c) = x.Split(1, 3); SymbolicTensor.Concat(-1, c, a * b, b - 1)", static x =>
            Enumerable.Range(0, 2).SelectMany(row => Enumerable.Range(0, 6).Select(column =>
                column < 2 ? x[(6 * row) + 4 + column]
                : column < 4 ? x[(6 * row) + column - 2] * x[(6 * row) + column]
                : x[(6 * row) + column - 2] - 1))),
        new("HalvesTheOtherWayRound", [4, 2], "var parts = x.Split(0, 2); SymbolicTensor.Concat(0, parts[1], parts[0], x.Sum(0, keepAxis: true))", static x =>
            [.. x[4..], .. x[..4], x[0] + x[2] + x[4] + x[6], x[1] + x[3] + x[5] + x[7]]),
        new("JoinedWithANumber", [3], "SymbolicTensor.Concat(0, x, 1, x[1..])", static x => [.. x, 1, .. x[1..]]),
        new("Slices", [3, 4], "x.Slice(0, 1, 2)[.., 1..] * x.Slice(-1, 0, 3).Slice(0, 0, 1)", static x =>
            from row in Enumerable.Range(1, 2) from column in Enumerable.Range(0, 3) select x[(4 * row) + column + 1] * x[column]),
        new("Ranges", [4, 3], "SymbolicTensor.Concat(0, x[1..3].Flatten(), x[.., ^2..].Flatten(), x[2], x[^1, 1..], x[1, 2], x[..2, 0], x.Last(), x[^3..^1, ^1], x[..^3][0])", static x =>
            [.. x[3..9], x[1], x[2], x[4], x[5], x[7], x[8], x[10], x[11], .. x[6..9], x[10], x[11], x[5], x[0], x[3], .. x[9..], x[5], x[8], .. x[..3]]),
        new("OtherOrders", s_block, "SymbolicTensor.Concat(0, x.Permute(2, 0, 1).Flatten(), x.Permute(-2, -1, -3).Flatten(), x.Transpose().Flatten())", static x =>
        [
            .. from c in Enumerable.Range(0, 4) from a in Enumerable.Range(0, 2) from b in Enumerable.Range(0, 3) select x[(12 * a) + (4 * b) + c],
            .. from b in Enumerable.Range(0, 3) from c in Enumerable.Range(0, 4) from a in Enumerable.Range(0, 2) select x[(12 * a) + (4 * b) + c],
            .. from a in Enumerable.Range(0, 2) from c in Enumerable.Range(0, 4) from b in Enumerable.Range(0, 3) select x[(12 * a) + (4 * b) + c],
        ]),
        new("OtherShapes", s_block, "x.Reshape(-1, 6) * x.Flatten().Reshape(4, 6)[1]", static x => x.Select((v, i) => v * x[6 + (i % 6)])),
    ];

    private static string Reduced(string arguments) =>
        $"SymbolicTensor.Concat(0, x.Sum({arguments}), x.Mean({arguments}), x.Max({arguments}), x.Variance({arguments}), x.LogSumExp({arguments}))";

    /// <summary>A function of each element of a block and its row along an axis, in the element's place.</summary>
    private static double[] InPlace(double[] x, int axis, Func<double, double[], double> function)
    {
        double[][] rows = [.. Rows(x, s_block, axis)];
        double[][] places = [.. Rows([.. Enumerable.Range(0, x.Length).Select(static index => (double)index)], s_block, axis)];
        var result = new double[x.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            foreach (var place in places[row])
            {
                result[(int)place] = function(x[(int)place], rows[row]);
            }
        }

        return result;
    }

    private static double[] Twice(double[] x) => [.. x, .. x];
}
