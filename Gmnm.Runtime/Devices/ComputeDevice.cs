namespace Gmnm;

/// <summary>
/// A device that trains and runs networks in place of the processor. <see cref="TrainerOptions.Device"/> names it to a trainer,
/// <see cref="Place"/> puts a network on it for predictions.
/// </summary>
public abstract class ComputeDevice : IDisposable
{
    internal ComputeDevice()
    {
    }

    /// <summary>Name of the device, as its driver gives it.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Puts a network on the device, for predictions. Its parameters are copied when they change; the network stays usable on
    /// the processor.
    /// </summary>
    /// <typeparam name="TNetwork">A generated network.</typeparam>
    public PlacedNetwork<TNetwork> Place<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return new PlacedNetwork<TNetwork>(network, Open(network, network.Parameters));
    }

    /// <summary>Frees the device and everything on it.</summary>
    public abstract void Dispose();

    /// <summary>Puts a network on the device.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    internal abstract DeviceSession Open(object network, ParameterBuffer parameters);
}
