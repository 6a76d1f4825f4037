using System;

namespace Gmnm;

/// <summary>The shape of one sample of an input of a graph, or of a target of its loss, without the batch.</summary>
/// <param name="shape">Sizes from the outermost axis to the innermost, each at least 1: <c>[Shape(96, 7)]</c>.</param>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class ShapeAttribute(params int[] shape) : Attribute
{
    /// <summary>Sizes from the outermost axis to the innermost.</summary>
    public int[] Shape { get; } = shape;
}
