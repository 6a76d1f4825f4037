namespace Gmnm.Generators.Graph.Ops;

/// <summary>How a parameter starts: mirrors the runtime's <c>Initializer</c>.</summary>
internal readonly record struct ParameterStart(string Kind, double Scale)
{
    public int Offset { get; private init; }

    public static ParameterStart Constant(double value) => new("Constant", value);

    public static ParameterStart Normal(double standardDeviation) => new("Normal", standardDeviation);

    public static ParameterStart Uniform(double bound) => new("Uniform", bound);

    /// <param name="offset">The first float of a sample that a row takes.</param>
    public static ParameterStart InputSamples(int offset) => new("InputSamples", 1) { Offset = offset };
}
