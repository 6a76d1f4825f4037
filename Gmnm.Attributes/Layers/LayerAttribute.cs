using System;

namespace Gmnm;

/// <summary>One layer of a network. The order of the attributes is the order of the layers.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }

    /// <summary>
    /// Name of the layer, in the generated code and in checkpoints (<c>encoder.weight</c>): a letter, then letters, digits and
    /// underscores, unique in the network. By default the kind and its ordinal: <c>linear1</c>.
    /// </summary>
    public string? Name { get; set; }
}
