namespace Gmnm.Generators.Declaration.Operations;

/// <summary>Operands one after the other along an axis.</summary>
internal sealed record ConcatOperation(int Axis) : Operation;
