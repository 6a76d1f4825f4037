using System;

namespace Gmnm;

/// <summary>
/// One layer of a network. On the class of a stack, the order of the attributes is the order of the layers; in a graph each
/// layer is a partial method with its attribute, and several attributes on one method follow each other.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false, AllowMultiple = true)]
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }

    /// <summary>
    /// Name of the layer, in the generated code and in checkpoints (<c>encoder.weight</c>): a letter, then letters, digits and
    /// underscores, unique in the network. By default the name of its method, or the kind and its ordinal: <c>linear1</c>.
    /// </summary>
    public string? Name { get; set; }
}
