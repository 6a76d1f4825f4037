namespace Gmnm.Package.Tests;

/// <summary>Tests that build the product again, one after the other: they share its outputs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Builds
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Builds";
}
