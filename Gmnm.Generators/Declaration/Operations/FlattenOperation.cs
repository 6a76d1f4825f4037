namespace Gmnm.Generators.Declaration.Operations;

/// <summary>The same elements on one axis.</summary>
internal sealed record FlattenOperation : Operation;
