using System;

namespace Gmnm;

/// <summary>
/// Makes a class a block: layers that networks and other blocks use as one, with <see cref="UseAttribute{TBlock}"/>. It is
/// declared as a network is, as a stack or as a graph, but has neither input shape nor loss.
/// </summary>
/// <example>
/// <code>
/// [Block, Linear(64), Relu, Linear(16), Residual(3)]
/// public class Mlp;
///
/// [Network, Input(16), Use&lt;Mlp&gt;(Repeat = 4), Linear(10)]
/// public partial class Net;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BlockAttribute : Attribute
{
}
