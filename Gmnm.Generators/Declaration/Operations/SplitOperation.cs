namespace Gmnm.Generators.Declaration.Operations;

/// <summary>One of several equal parts along an axis.</summary>
internal sealed record SplitOperation(int Axis, int Parts, int Part) : Operation;
