using System.Runtime.InteropServices;
using Gmnm.Threading;

namespace Gmnm.Training;

/// <summary>
/// An exponential moving average of a network's trainable parameters, beside the latest states: running statistics are
/// averages already.
/// </summary>
internal sealed class AveragedParameters(NetworkInfo network, double decay)
{
    private readonly AlignedBuffer _average = new(network.ParameterBufferLength);

    /// <summary>The average, laid out like the parameters.</summary>
    public AlignedBuffer Buffer => _average;

    /// <summary>Share of the new parameters in a step.</summary>
    public float Share { get; } = (float)(1 - decay);

    /// <summary>Starts at <paramref name="parameters"/>.</summary>
    public void Start(ReadOnlySpan<float> parameters) => parameters.CopyTo(_average.Span);

    /// <summary>Takes <paramref name="parameters"/> into the average.</summary>
    public void Update(ReadOnlySpan<float> parameters)
    {
        var trainable = network.TrainableLength;
        SharedMap.Run(trainable, new AverageUpdate(ref _average.Start, in MemoryMarshal.GetReference(parameters), Share));
        parameters[trainable..].CopyTo(_average.Span[trainable..]);
    }
}
