using Gmnm.Generators.Model;

namespace Gmnm.Generators.Declaration;

/// <summary>What the user declared: primitives only, compared by value. The compiler sees nothing else.</summary>
/// <param name="Namespace">Namespace of the class; empty for the global one.</param>
/// <param name="Name">Name of the class, escaped where it is a keyword.</param>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>.</param>
/// <param name="InputShape">Shape of one input sample.</param>
/// <param name="Layers">The layers in source order, names unique and settled.</param>
/// <param name="Loss">The loss; null for inference only.</param>
internal sealed record NetworkDeclaration(
    string Namespace,
    string Name,
    string Accessibility,
    EquatableArray<int> InputShape,
    EquatableArray<LayerDeclaration> Layers,
    LossDeclaration? Loss)
{
    /// <summary>Namespace and name: what tells this network from every other of the project.</summary>
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}
