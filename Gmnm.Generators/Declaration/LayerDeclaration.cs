using Gmnm.Generators.Model;

namespace Gmnm.Generators.Declaration;

/// <summary>One layer. Subtypes add their options; each has a parser and a lowering of the same name.</summary>
/// <param name="Name">Unique in the network: given by the user, or the kind and its ordinal (<c>linear1</c>).</param>
internal abstract record LayerDeclaration(string Name)
{
    /// <summary>Whether training leaves its parameters and states as they are.</summary>
    public bool Frozen { get; init; }

    /// <summary>Fewest tensors that a call of it takes.</summary>
    public virtual int FewestInputs => 1;

    /// <summary>Most tensors that a call of it takes.</summary>
    public virtual int MostInputs => 1;
}

internal sealed record LinearLayer(string Name, int Units, bool Bias) : LayerDeclaration(Name);

internal sealed record GmnmLayer(string Name, int Units, int Components, int Projections, Aggregation Aggregation, bool Bias)
    : LayerDeclaration(Name);

/// <summary>An elementwise activation.</summary>
internal sealed record ActivationLayer(string Name, Activation Activation, double NegativeSlope) : LayerDeclaration(Name);

/// <summary>A recurrent layer over [steps, features].</summary>
/// <param name="Layers">How many are stacked.</param>
/// <param name="Last">Whether it gives the last state alone.</param>
internal sealed record RecurrentLayer(string Name, RecurrentCell Cell, int Units, int Layers, bool Bidirectional, bool Last)
    : LayerDeclaration(Name);

/// <summary>An LSTM with a Gaussian mixture as the candidate.</summary>
/// <param name="Gates">Whether the gates are mixtures too.</param>
/// <param name="Last">Whether it gives the last state alone.</param>
internal sealed record GmnmLstmLayer(
    string Name, int Units, int Components, int Projections, Aggregation Aggregation, bool Gates, bool Last) : LayerDeclaration(Name);

internal sealed record SoftmaxLayer(string Name) : LayerDeclaration(Name);

internal sealed record LayerNormLayer(string Name, double Epsilon, bool Affine) : LayerDeclaration(Name);

internal sealed record BatchNormLayer(string Name, double Epsilon, double Momentum, bool Affine) : LayerDeclaration(Name);

internal sealed record GroupNormLayer(string Name, int Groups, double Epsilon, bool Affine) : LayerDeclaration(Name);

internal sealed record InstanceNormLayer(string Name, double Epsilon, bool Affine) : LayerDeclaration(Name);

internal sealed record RmsNormLayer(string Name, double Epsilon) : LayerDeclaration(Name);

internal sealed record DropoutLayer(string Name, double Rate) : LayerDeclaration(Name);

internal sealed record FlattenLayer(string Name) : LayerDeclaration(Name);

/// <param name="Shape">Shape of one sample; at most one size is -1, to be inferred.</param>
internal sealed record ReshapeLayer(string Name, EquatableArray<int> Shape) : LayerDeclaration(Name);

internal sealed record Conv2dLayer(string Name, int Filters, WindowOptions Window, int Groups, bool Bias) : LayerDeclaration(Name);

internal sealed record DepthwiseConv2dLayer(string Name, int Multiplier, WindowOptions Window, bool Bias) : LayerDeclaration(Name);

/// <param name="Causal">Whether all padding is before the sequence.</param>
internal sealed record Conv1dLayer(
    string Name, int Filters, int Kernel, int Stride, int Padding, bool Same, bool Causal, int Dilation, int Groups, bool Bias)
    : LayerDeclaration(Name);

internal sealed record ConvTranspose2dLayer(
    string Name, int Filters, int Kernel, int Stride, int Padding, int OutputPadding, int Dilation, int Groups, bool Bias)
    : LayerDeclaration(Name);

/// <summary>A pooling over windows.</summary>
internal sealed record PoolingLayer(string Name, Pooling Pooling, int Kernel, int Stride, int Padding) : LayerDeclaration(Name);

internal sealed record GlobalAvgPoolLayer(string Name) : LayerDeclaration(Name);

internal sealed record UpsampleLayer(string Name, int Factor, UpsampleMode Mode) : LayerDeclaration(Name);

internal sealed record GmnmConv2dLayer(
    string Name, int Filters, WindowOptions Window, int Components, int Projections, Aggregation Aggregation, bool Bias)
    : LayerDeclaration(Name)
{
    /// <summary>The mixture on each patch.</summary>
    public GmnmLayer Mixture => new(Name, Filters, Components, Projections, Aggregation, Bias);
}
