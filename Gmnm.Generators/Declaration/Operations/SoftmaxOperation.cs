namespace Gmnm.Generators.Declaration.Operations;

/// <summary>Softmax along an axis.</summary>
internal sealed record SoftmaxOperation(int Axis) : Operation;
