using Gmnm.Generators.Model;

namespace Gmnm.Generators.Declaration;

/// <summary>The layer methods of a class that is no compiled network: a block, or a network with errors. They are implemented all the same.</summary>
/// <param name="Namespace">Namespace of the class; empty for the global one.</param>
/// <param name="Name">Name of the class, escaped where it is a keyword.</param>
/// <param name="Signatures">As <see cref="LayerMethod.Signature"/>.</param>
internal sealed record LayerStubs(string Namespace, string Name, EquatableArray<string> Signatures)
{
    /// <summary>Namespace and name.</summary>
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}
