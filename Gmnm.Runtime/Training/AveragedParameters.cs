using System.Runtime.InteropServices;
using Gmnm.Numerics;

namespace Gmnm.Training;

/// <summary>An exponential moving average of a network's parameters.</summary>
internal sealed class AveragedParameters(int length, double decay)
{
    private readonly AlignedBuffer _average = new(length);
    private readonly float _share = (float)(1 - decay);

    /// <summary>The average, laid out like the parameters.</summary>
    public AlignedBuffer Buffer => _average;

    /// <summary>Starts at <paramref name="parameters"/>.</summary>
    public void Start(ReadOnlySpan<float> parameters) => parameters.CopyTo(_average.Span);

    /// <summary>Takes <paramref name="parameters"/> into the average.</summary>
    public void Update(ReadOnlySpan<float> parameters) => Vectorized.Map(
        _average.Length, new AverageUpdate(ref _average.Start, in MemoryMarshal.GetReference(parameters), _share));
}
