namespace Gmnm.Generators.Declaration.Operations;

/// <summary>An activation of each element of one operand.</summary>
internal sealed record ActivationOperation(Activation Activation, double NegativeSlope) : Operation;
