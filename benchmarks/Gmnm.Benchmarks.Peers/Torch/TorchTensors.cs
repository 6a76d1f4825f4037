using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>Numbers of a workload as tensors.</summary>
internal static class TorchTensors
{
    /// <summary>[Batch, shape...].</summary>
    public static Tensor Of(float[] values, int batch, ImmutableArray<int> shape)
    {
        using var flat = tensor(values);
        return flat.reshape([batch, .. shape.Select(static size => (long)size)]).clone();
    }
}
