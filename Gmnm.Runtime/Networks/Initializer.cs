namespace Gmnm;

/// <summary>How a parameter tensor starts.</summary>
/// <param name="Kind">The distribution.</param>
/// <param name="Scale">Standard deviation, bound or value, by <paramref name="Kind"/>.</param>
public readonly record struct Initializer(InitializerKind Kind, float Scale = 0)
{
    /// <summary>For <see cref="InitializerKind.InputSamples"/>: the first float of a sample that a row takes.</summary>
    public int Offset { get; private init; }

    /// <summary>All zeros.</summary>
    public static Initializer Zeros => new(InitializerKind.Constant);

    /// <summary>Every element <paramref name="value"/>.</summary>
    public static Initializer Constant(float value) => new(InitializerKind.Constant, value);

    /// <summary>Normal with mean 0.</summary>
    public static Initializer Normal(float standardDeviation) => new(InitializerKind.Normal, standardDeviation);

    /// <summary>Uniform in [-bound, bound).</summary>
    public static Initializer Uniform(float bound) => new(InitializerKind.Uniform, bound);

    /// <summary>Normal(0, 1) until a trainer has data; then each row is a run of floats of another sample of the network's input.</summary>
    /// <param name="offset">The run's first float in the sample: where the input begins that the row is compared with.</param>
    public static Initializer InputSamples(int offset = 0) => new(InitializerKind.InputSamples, 1) { Offset = offset };
}
