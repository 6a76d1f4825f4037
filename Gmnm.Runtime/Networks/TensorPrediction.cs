using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Gmnm;

/// <summary>Predictions on the tensors of System.Numerics.Tensors.</summary>
public static class TensorPrediction
{
    /// <summary>Computes the output of a batch of samples. Allocates nothing in steady state.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">[Batch, InputShape...], row-major without gaps.</param>
    /// <param name="output">[Batch, OutputShape...], row-major without gaps.</param>
    /// <exception cref="ShapeMismatchException">A shape or the layout does not fit; nothing is written.</exception>
    public static void Predict<TNetwork>(this TNetwork network, in ReadOnlyTensorSpan<float> input, in TensorSpan<float> output)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        var info = TNetwork.Info;
        var batch = input.Rank > 0 ? input.Lengths[0] : -1;
        RequireShape(info.Name, "input", input.Lengths, input.Strides, batch, info.InputShape);
        RequireShape(info.Name, "output", output.Lengths, output.Strides, batch, info.OutputShape);
        if (batch == 0)
        {
            return;
        }

        network.Predict(
            MemoryMarshal.CreateReadOnlySpan(in input.GetPinnableReference(), checked((int)input.FlattenedLength)),
            MemoryMarshal.CreateSpan(ref output.GetPinnableReference(), checked((int)output.FlattenedLength)));
    }

    private static void RequireShape(
        string network, string role, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, nint batch, ImmutableArray<int> sample)
    {
        var fits = lengths.Length == sample.Length + 1 && lengths[0] == batch;
        for (var i = 0; fits && i < sample.Length; i++)
        {
            fits = lengths[i + 1] == sample[i];
        }

        if (!fits)
        {
            var wanted = batch < 0 || role == "input" ? "Batch" : $"{batch}";
            throw new ShapeMismatchException(
                $"{network}: the {role} tensor has shape [{string.Join(", ", lengths.ToArray())}]; expected [{string.Join(", ", [wanted, .. sample.Select(static size => $"{size}")])}].");
        }

        // The stride of a dimension of one element is never used.
        nint stride = 1;
        for (var i = lengths.Length - 1; i >= 0; i--)
        {
            if (lengths[i] > 1 && strides[i] != stride)
            {
                throw new ShapeMismatchException(
                    $"{network}: the {role} tensor of shape [{string.Join(", ", lengths.ToArray())}] has strides [{string.Join(", ", strides.ToArray())}]; expected row-major without gaps. Copy it to a dense tensor first.");
            }

            stride *= lengths[i];
        }
    }
}
