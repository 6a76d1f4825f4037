namespace Gmnm;

/// <summary>How a parameter tensor starts.</summary>
/// <param name="Kind">The distribution.</param>
/// <param name="Scale">Standard deviation, bound or value, by <paramref name="Kind"/>.</param>
public readonly record struct Initializer(InitializerKind Kind, float Scale = 0)
{
    /// <summary>All zeros.</summary>
    public static Initializer Zeros => new(InitializerKind.Constant);

    /// <summary>Every element <paramref name="value"/>.</summary>
    public static Initializer Constant(float value) => new(InitializerKind.Constant, value);

    /// <summary>Normal with mean 0.</summary>
    public static Initializer Normal(float standardDeviation) => new(InitializerKind.Normal, standardDeviation);

    /// <summary>Uniform in [-bound, bound).</summary>
    public static Initializer Uniform(float bound) => new(InitializerKind.Uniform, bound);

    /// <summary>Normal(0, 1) until a trainer has data; then distinct samples of the network's input.</summary>
    public static Initializer InputSamples => new(InitializerKind.InputSamples, 1);
}
