namespace Gmnm.Generators.Declaration.Operations;

/// <summary>Each element limited to a range.</summary>
internal sealed record ClampOperation(double Low, double High) : Operation;
