using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Arithmetic, functions, comparisons, and how shapes stretch.</summary>
internal static class ElementwiseCases
{
    private const string Positive = "var p = x.Square() + 0.3;";

    public static IReadOnlyList<OperationCase> All { get; } =
    [
        new("Arithmetic", [2, 3], "-(x * x - 2 * x / (x.Square() + 1) + 0.5) / 4", static x =>
            x.Select(static v => -((v * v) - (2 * v / ((v * v) + 1)) + 0.5) / 4)),
        new("NumbersOnTheLeft", [6], "SymbolicTensor three = 3; three * 2 - x + 1 / (x * x + three)", static x =>
            x.Select(static v => 6 - v + (1 / ((v * v) + 3)))),
        new("Functions", [4], $"{Positive} SymbolicTensor.Concat(0, x.Exp(), p.Log(), p.Sqrt(), x.Square(), x.Abs())", static x =>
            Each(x, Math.Exp, static v => Math.Log((v * v) + 0.3), static v => Math.Sqrt((v * v) + 0.3), static v => v * v, Math.Abs)),
        new("Waves", [4], "SymbolicTensor.Concat(0, x.Sin(), (2 * x).Cos(), x.Erf())", static x =>
            Each(x, Math.Sin, static v => Math.Cos(2 * v), ErrorFunction.Of)),
        new("Ramps", [5], "SymbolicTensor.Concat(0, x.Relu(), x.LeakyRelu(), x.LeakyRelu(0.2), x.Softplus())", static x =>
            Each(x, static v => Math.Max(v, 0), static v => v > 0 ? v : 0.01 * v, static v => v > 0 ? v : 0.2 * v, static v => Math.Log(1 + Math.Exp(v)))),
        new("Bends", [5], "SymbolicTensor.Concat(0, x.Gelu(), x.Silu(), x.Tanh(), x.Sigmoid(), x.Gaussian())", static x =>
            Each(x, static v => v * 0.5 * (1 + ErrorFunction.Of(v / Math.Sqrt(2))), static v => v / (1 + Math.Exp(-v)), Math.Tanh, static v => 1 / (1 + Math.Exp(-v)), static v => Math.Exp(-v * v / 2))),
        new("Powers", [4], $"{Positive} SymbolicTensor.Concat(0, p.Pow(-2), p.Pow(0.5), p.Pow(2.5), p.Pow(-1.5), p.Pow(0.3), p.Pow(0), p.Pow(1))", static x =>
            Each(x, Power(-2), Power(0.5), Power(2.5), Power(-1.5), Power(0.3), static _ => 1, Power(1))),
        new("PowersOfEitherSign", [4], "SymbolicTensor.Concat(0, x.Pow(2), x.Pow(3), x.Pow(7))", static x =>
            Each(x, static v => v * v, static v => v * v * v, static v => v * v * v * v * v * v * v)),
        new("SlopesOfPowersAtZero", [4], "var z = 0 * x; SymbolicTensor.Concat(0, z.Pow(2.5).Gradient(z), z.Pow(3.5).Gradient(z))", static x =>
            Each(x, static _ => 0, static _ => 0)),
        new("Limits", [5], "SymbolicTensor.Concat(0, x.Clamp(-0.5, 0.7), SymbolicTensor.Minimum(x, 0.3), SymbolicTensor.Maximum(-0.2, x), SymbolicTensor.Maximum(x, x[1]))", static x =>
            Each(x, static v => Math.Clamp(v, -0.5, 0.7), static v => Math.Min(v, 0.3), static v => Math.Max(-0.2, v), v => Math.Max(v, x[1]))),
        new("Comparisons", [4], "var same = x.Reshape(4); x * SymbolicTensor.Concat(0, x > 0.1, x < 0.1, x >= x[0], x <= x[0], x > same, x >= same).Reshape(6, 4)", static x =>
            Each(x, static v => v > 0.1 ? v : 0, static v => v < 0.1 ? v : 0, v => v >= x[0] ? v : 0, v => v <= x[0] ? v : 0, static _ => 0, static v => v)),
        new("Choices", [2, 3], "SymbolicTensor.Where(x > x[1], 2 * x, -x[0]) + SymbolicTensor.Where(x < 0, 1, x)", static x =>
            Indexed(x, (v, i) => (v > x[3 + (i % 3)] ? 2 * v : -x[i % 3]) + (v < 0 ? 1 : v))),
        new("StoppedGradients", [4], "x * x.StopGradient() + x.Exp().StopGradient()", static x =>
            x.Select(static v => (v * v) + Math.Exp(v))),
        new("StretchedRow", [2, 3], "x * x[0] - x[1]", static x => Indexed(x, (v, i) => (v * x[i % 3]) - x[3 + (i % 3)])),
        new("StretchedColumn", [2, 3], "x / (x[.., 0..1].Square() + 1)", static x => Indexed(x, (v, i) => v / ((x[i / 3 * 3] * x[i / 3 * 3]) + 1))),
        new("StretchedToAMatrix", [4], "x.Reshape(4, 1) * x + x[..1]", static x =>
            x.SelectMany(row => x.Select(column => (row * column) + x[0]))),
        new("StretchedInTheMiddle", [2, 3], "x.Reshape(2, 1, 3) * x.Reshape(1, 2, 3)", static x =>
            from a in Enumerable.Range(0, 2) from b in Enumerable.Range(0, 2) from c in Enumerable.Range(0, 3) select x[(3 * a) + c] * x[(3 * b) + c]),
        new("StretchedNumberOfTheSample", [2, 3], "x / (x.Square().Sum() + 1)", static x => x.Select(v => v / (x.Sum(static w => w * w) + 1))),
    ];

    private static Func<double, double> Power(double exponent) => v => Math.Pow((v * v) + 0.3, exponent);

    /// <summary>The functions of all elements, one function after the other.</summary>
    private static IEnumerable<double> Each(double[] x, params Func<double, double>[] functions) =>
        functions.SelectMany(function => x.Select(function));

    private static IEnumerable<double> Indexed(double[] x, Func<double, int, double> function) => x.Select(function);
}
