using Gmnm.Generators.Model;

namespace Gmnm.Generators.Declaration;

/// <summary>One input of a network, or one target of its loss.</summary>
/// <param name="Name">The user's name for it, unique among inputs and targets.</param>
/// <param name="Shape">Shape of one sample.</param>
internal sealed record InputDeclaration(string Name, EquatableArray<int> Shape)
{
    /// <summary>Floats in one sample.</summary>
    public int Elements => Shape.Items.Aggregate(1, static (product, size) => checked(product * size));
}
