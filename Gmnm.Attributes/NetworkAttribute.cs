using System;

namespace Gmnm;

/// <summary>
/// Makes a partial class a network. In a stack its other attributes, in source order, are the input, the layers and the loss; in a
/// graph its partial methods are layers and the method <c>Forward</c> says how they follow each other. In both,
/// the compiler writes the rest of the class.
/// </summary>
/// <example>
/// <code>
/// [Network, Input(1, 28, 28)]
/// [Flatten, Gmnm(64, Components = 128), LayerNorm]
/// [Linear(10), Loss(LossKind.CrossEntropy)]
/// public partial class DigitNet;
/// </code>
/// <code>
/// [Network, Loss(LossKind.MeanSquaredError)]
/// public partial class Forecaster
/// {
///     [Linear(64), Relu] private partial SymbolicTensor Encode(SymbolicTensor x);
///     [Linear(24)] private partial SymbolicTensor Head(SymbolicTensor x);
///
///     private SymbolicTensor Forward([Shape(96, 7)] SymbolicTensor x) => Head(Encode(x).Last());
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>
    /// Whether the network, over a sequence [steps, ...], also gets a method <c>Step</c> that takes one step at a time and carries
    /// its state, with the same results. Layers that look at later steps are refused. Off by default.
    /// </summary>
    public bool Streaming { get; set; }
}
