namespace Gmnm.Generators.Declaration.Operations;

/// <summary>A range of an axis.</summary>
internal sealed record SliceOperation(int Axis, int Start, int Length) : Operation;
