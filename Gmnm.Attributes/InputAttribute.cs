using System;

namespace Gmnm;

/// <summary>The shape of one input sample, without the batch. Every network has exactly one, before its layers.</summary>
/// <param name="shape">Sizes from the outermost axis to the innermost, each at least 1: <c>Input(1, 28, 28)</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class InputAttribute(params int[] shape) : Attribute
{
    /// <summary>Sizes from the outermost axis to the innermost.</summary>
    public int[] Shape { get; } = shape;
}
