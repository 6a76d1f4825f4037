namespace Gmnm.Generators.Declaration.Operations;

/// <summary>Of two operands: the derivative of the sum of the first with respect to the second, of the second's shape.</summary>
internal sealed record GradientOperation : Operation;
