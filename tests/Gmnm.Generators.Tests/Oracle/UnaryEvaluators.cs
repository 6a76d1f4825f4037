using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Elementwise operations on one tensor.</summary>
internal static class UnaryEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(Abs)] = Map(Math.Abs),
        [typeof(Copy)] = Map(static x => x),
        [typeof(Erf)] = Map(ErrorFunction.Of),
        [typeof(Exp)] = Map(Math.Exp),
        [typeof(Cos)] = Map(Math.Cos),
        [typeof(Sin)] = Map(Math.Sin),
        [typeof(Log)] = Map(Math.Log),
        [typeof(Negate)] = Map(static x => -x),
        [typeof(NormalDensity)] = Map(static x => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)),
        [typeof(Relu)] = Map(static x => Math.Max(x, 0)),
        [typeof(Rsqrt)] = Map(static x => 1 / Math.Sqrt(x)),
        [typeof(Sigmoid)] = Map(static x => 1 / (1 + Math.Exp(-x))),
        [typeof(Sign)] = Map(static x => Math.Sign(x)),
        [typeof(Softplus)] = Map(static x => Math.Max(x, 0) + LogOfOnePlus(Math.Exp(-Math.Abs(x)))),
        [typeof(Sqrt)] = Map(Math.Sqrt),
        [typeof(Square)] = Map(static x => x * x),
        [typeof(Step)] = Map(static x => x > 0 ? 1 : 0),
        [typeof(StopGradient)] = Map(static x => x),
        [typeof(Tanh)] = Map(Math.Tanh),
        [typeof(Clamp)] = Map<Clamp>(static (op, x) => Math.Min(Math.Max(x, op.Low), op.High)),
        [typeof(InRange)] = Map<InRange>(static (op, x) => op.Low < x && x < op.High ? 1 : 0),
        [typeof(LeakyRelu)] = Map<LeakyRelu>(static (op, x) => x > 0 ? x : op.Slope * x),
        [typeof(RootPower)] = Map<RootPower>(static (op, x) => Math.Pow(x, op.Whole + 0.5)),
        [typeof(LeakyStep)] = Map<LeakyStep>(static (op, x) => x > 0 ? 1 : op.Slope),
    };

    /// <summary>log(1 + u), also for u below the spacing of doubles at 1: the rounding of 1 + u cancels in the quotient.</summary>
    private static double LogOfOnePlus(double u)
    {
        var sum = 1 + u;
        return sum == 1 ? u : Math.Log(sum) * u / (sum - 1);
    }

    private static Evaluator Map(Func<double, double> function) =>
        (_, inputs, sizes, _) => new DoubleTensor(sizes, [.. inputs[0].Values.Select(function)]);

    private static Evaluator Map<TOp>(Func<TOp, double, double> function)
        where TOp : UnaryOp =>
        (op, inputs, sizes, _) => new DoubleTensor(sizes, [.. inputs[0].Values.Select(x => function((TOp)op, x))]);
}
