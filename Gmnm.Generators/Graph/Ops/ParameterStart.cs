namespace Gmnm.Generators.Graph.Ops;

/// <summary>How a parameter starts: mirrors the runtime's <c>Initializer</c>.</summary>
internal readonly record struct ParameterStart(string Kind, double Scale)
{
    public static ParameterStart Constant(double value) => new("Constant", value);

    public static ParameterStart Normal(double standardDeviation) => new("Normal", standardDeviation);

    public static ParameterStart Uniform(double bound) => new("Uniform", bound);

    public static ParameterStart InputSamples => new("InputSamples", 1);
}
