namespace Gmnm.Generators.Declaration.Operations;

/// <summary>The matrix product of the last two axes of two operands, whose leading axes are equal.</summary>
internal sealed record MatMulOperation : Operation;
