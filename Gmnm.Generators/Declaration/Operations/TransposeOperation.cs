namespace Gmnm.Generators.Declaration.Operations;

/// <summary>The last two axes exchanged.</summary>
internal sealed record TransposeOperation : Operation;
