namespace Gmnm;

/// <summary>A network on a device, for predictions. Not for use by several threads at once.</summary>
/// <typeparam name="TNetwork">The generated network.</typeparam>
public sealed class PlacedNetwork<TNetwork> : IDisposable
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly DeviceSession _session;

    internal PlacedNetwork(TNetwork network, DeviceSession session)
    {
        Network = network;
        _session = session;
    }

    /// <summary>The network, whose parameters are used.</summary>
    public TNetwork Network { get; }

    /// <summary>Computes the output of one or more samples on the device.</summary>
    /// <param name="input">[Batch, InputLength], row-major.</param>
    /// <param name="output">[Batch, OutputLength], row-major.</param>
    /// <exception cref="ShapeMismatchException">A length does not fit; nothing is written.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> output) => _session.Predict(input, output);

    /// <summary>Frees what is on the device.</summary>
    public void Dispose() => _session.Dispose();
}
