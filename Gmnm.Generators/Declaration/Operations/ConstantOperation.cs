namespace Gmnm.Generators.Declaration.Operations;

/// <summary>A number, of no operands. It stretches to whatever it is combined with.</summary>
internal sealed record ConstantOperation(double Value) : Operation;
