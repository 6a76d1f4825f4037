using System.Collections.Immutable;

namespace Gmnm;

/// <summary>What a generated network is: fixed at compile time.</summary>
public sealed class NetworkInfo
{
    /// <summary>Name of the network's class.</summary>
    public required string Name { get; init; }

    /// <summary>Shape of one input sample, without the batch: one axis where there are several inputs.</summary>
    public required ImmutableArray<int> InputShape { get; init; }

    /// <summary>Shape of one output sample, without the batch: one axis where there are several outputs.</summary>
    public required ImmutableArray<int> OutputShape { get; init; }

    /// <summary>What a target is; <see cref="TargetKind.None"/> for a network without a loss.</summary>
    public required TargetKind Target { get; init; }

    /// <summary>Floats in one target; 0 for a network without a loss, or whose loss takes none.</summary>
    public required int TargetLength { get; init; }

    /// <summary>The inputs, in the order in which they lie in an input sample.</summary>
    public required ImmutableArray<TensorInfo> Inputs { get; init; }

    /// <summary>The outputs, in the order in which they lie in an output sample.</summary>
    public required ImmutableArray<TensorInfo> Outputs { get; init; }

    /// <summary>The targets, in the order in which they lie in a target; empty for a network without a loss.</summary>
    public required ImmutableArray<TensorInfo> Targets { get; init; }

    /// <summary>Layers in the order of the declaration.</summary>
    public required ImmutableArray<LayerInfo> Layers { get; init; }

    /// <summary>Parameters in the order of the flat buffer: the trainable ones, then states, then frozen ones.</summary>
    public required ImmutableArray<ParameterInfo> Parameters { get; init; }

    /// <summary>Floats in the flat parameter buffer, padding between tensors included.</summary>
    public required int ParameterBufferLength { get; init; }

    /// <summary>Floats of the flat buffer that an optimizer updates, padding included: the first ones. A multiple of 16.</summary>
    public required int TrainableLength { get; init; }

    /// <summary>Number of scalars, without padding and running statistics; frozen ones count.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>Multiply-accumulates of one sample's prediction.</summary>
    public required long MultiplyAccumulates { get; init; }

    /// <summary>The parameters that an optimizer updates.</summary>
    internal IEnumerable<ParameterInfo> TrainableParameters =>
        Parameters.Where(static parameter => parameter.Kind == ParameterKind.Trainable);

    /// <summary>Floats in one input sample.</summary>
    public int InputLength => field > 0 ? field : field = Product(InputShape);

    /// <summary>Floats in one output sample.</summary>
    public int OutputLength => field > 0 ? field : field = Product(OutputShape);

    private static int Product(ImmutableArray<int> shape) => shape.Aggregate(1, static (product, size) => product * size);
}
