using System;

namespace Gmnm;

/// <summary>
/// Makes a partial class a network: its other attributes, in source order, are the input, the layers and the loss, and
/// the compiler writes the rest of the class.
/// </summary>
/// <example>
/// <code>
/// [Network, Input(1, 28, 28)]
/// [Flatten, Gmnm(64, Components = 128), LayerNorm]
/// [Linear(10), Loss(LossKind.CrossEntropy)]
/// public partial class DigitNet;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
}
