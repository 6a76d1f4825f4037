namespace Gmnm;

/// <summary>The contract between generated networks and the runtime: static, so that nothing needs reflection.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
public interface INetwork<TSelf>
    where TSelf : class, INetwork<TSelf>
{
    /// <summary>Shapes, parameters and loss, fixed at compile time.</summary>
    static abstract NetworkInfo Info { get; }

    /// <summary>Creates a network with parameters initialised from <paramref name="seed"/>.</summary>
    static abstract TSelf Create(ulong seed = 0);

    /// <summary>All parameters, in one flat buffer.</summary>
    ParameterBuffer Parameters { get; }

    /// <summary>Computes the output of one or more samples. Allocates nothing in steady state.</summary>
    /// <param name="input">[Batch, InputLength], row-major.</param>
    /// <param name="output">[Batch, OutputLength], row-major.</param>
    /// <exception cref="ShapeMismatchException">A length does not fit; nothing is written.</exception>
    void Predict(ReadOnlySpan<float> input, Span<float> output);
}
