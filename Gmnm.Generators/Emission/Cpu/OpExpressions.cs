using System.Globalization;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>How an elementwise operation is written in C#: over lanes, and for one number.</summary>
internal static class OpExpressions
{
    /// <summary>The right-hand side of an assignment; {0}, {1} and {2} are the operands.</summary>
    /// <remarks>Limits stand on the left: <c>Min</c> and <c>Max</c> let a NaN on the right through.</remarks>
    public static string Write(Op op, bool lanes, params string[] operands)
    {
        var (forLanes, forScalar) = Patterns(op);
        return string.Format(CultureInfo.InvariantCulture, lanes ? forLanes : forScalar, operands);
    }

    /// <summary>The same in code of a GPU.</summary>
    public static string WriteGpu(Op op, params string[] operands) =>
        Write(op, lanes: false, operands).Replace("MathF.", "GpuMath.").Replace("Transcendental.", "GpuMath.");

    private static (string Lanes, string Scalar) Patterns(Op op) => op switch
    {
        Add => ("{0} + {1}", "{0} + {1}"),
        Subtract => ("{0} - {1}", "{0} - {1}"),
        Multiply => ("{0} * {1}", "{0} * {1}"),
        Divide => ("{0} / {1}", "{0} / {1}"),
        EqualTo => ("TLanes.And(TLanes.Equal({0}, {1}), TLanes.Splat(1f))", "{0} == {1} ? 1f : 0f"),
        GreaterThan => ("TLanes.And(TLanes.GreaterThan({0}, {1}), TLanes.Splat(1f))", "{0} > {1} ? 1f : 0f"),
        ElementMinimum => ("TLanes.Min({0}, {1})", "MathF.Min({0}, {1})"),
        ElementMaximum => ("TLanes.Max({0}, {1})", "MathF.Max({0}, {1})"),
        Where => ("TLanes.Select(TLanes.Equal({0}, TLanes.Zero), {2}, {1})", "{0} != 0f ? {1} : {2}"),
        Negate => ("-{0}", "-{0}"),
        Square => ("{0} * {0}", "{0} * {0}"),
        Abs => ("TLanes.Abs({0})", "MathF.Abs({0})"),
        Sqrt => ("TLanes.Sqrt({0})", "MathF.Sqrt({0})"),
        Rsqrt => ("TLanes.Splat(1f) / TLanes.Sqrt({0})", "1f / MathF.Sqrt({0})"),
        RootPower power => (Times(power.Whole) + "TLanes.Sqrt({0})", Times(power.Whole) + "MathF.Sqrt({0})"),
        Exp or Log or Sin or Cos or Sigmoid or Tanh or Softplus or Erf or NormalDensity => ($"Transcendental.{op}({{0}})", $"Transcendental.{op}({{0}})"),
        NormalDistribution => ("Transcendental.NormalDistribution({0}, {1})", "Transcendental.NormalDistribution({0}, {1})"),
        Relu => ("TLanes.Max(TLanes.Zero, {0})", "MathF.Max(0f, {0})"),
        Step => ("TLanes.And(TLanes.GreaterThan({0}, TLanes.Zero), TLanes.Splat(1f))", "{0} > 0f ? 1f : 0f"),
        Sign => (
            "TLanes.And(TLanes.GreaterThan({0}, TLanes.Zero), TLanes.Splat(1f)) - TLanes.And(TLanes.GreaterThan(TLanes.Zero, {0}), TLanes.Splat(1f))",
            "{0} > 0f ? 1f : {0} < 0f ? -1f : 0f"),
        LeakyRelu leaky => (
            $"TLanes.Select(TLanes.GreaterThan({{0}}, TLanes.Zero), {{0}}, {{0}} * TLanes.Splat({Literal.Float(leaky.Slope)}))",
            $"{{0}} > 0f ? {{0}} : {{0}} * {Literal.Float(leaky.Slope)}"),
        LeakyStep leaky => (
            $"TLanes.Select(TLanes.GreaterThan({{0}}, TLanes.Zero), TLanes.Splat(1f), TLanes.Splat({Literal.Float(leaky.Slope)}))",
            $"{{0}} > 0f ? 1f : {Literal.Float(leaky.Slope)}"),
        Clamp clamp => (
            $"TLanes.Min(TLanes.Splat({Literal.Float(clamp.High)}), TLanes.Max(TLanes.Splat({Literal.Float(clamp.Low)}), {{0}}))",
            $"MathF.Min(MathF.Max({{0}}, {Literal.Float(clamp.Low)}), {Literal.Float(clamp.High)})"),
        InRange range => (
            $"TLanes.And(TLanes.And(TLanes.GreaterThan({{0}}, TLanes.Splat({Literal.Float(range.Low)})), TLanes.GreaterThan(TLanes.Splat({Literal.Float(range.High)}), {{0}})), TLanes.Splat(1f))",
            $"{Literal.Float(range.Low)} < {{0}} && {{0}} < {Literal.Float(range.High)} ? 1f : 0f"),
        Copy => ("{0}", "{0}"),
        _ => throw new InvalidGraphException($"No C# for {op}."),
    };

    private static string Times(int factors) => string.Concat(Enumerable.Repeat("{0} * ", factors));
}
