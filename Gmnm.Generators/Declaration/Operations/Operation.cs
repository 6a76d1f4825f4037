namespace Gmnm.Generators.Declaration.Operations;

/// <summary>What computes a value: a call of a layer, or an operation on tensors. Axes count within one sample, negative ones from the end.</summary>
internal abstract record Operation;
