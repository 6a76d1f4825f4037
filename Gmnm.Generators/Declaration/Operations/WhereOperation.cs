namespace Gmnm.Generators.Declaration.Operations;

/// <summary>Of three operands: elements of the second where the first is not zero, else of the third.</summary>
internal sealed record WhereOperation : Operation;
