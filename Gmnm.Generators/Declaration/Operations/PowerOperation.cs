namespace Gmnm.Generators.Declaration.Operations;

/// <summary>Each element to a constant power.</summary>
internal sealed record PowerOperation(double Exponent) : Operation;
