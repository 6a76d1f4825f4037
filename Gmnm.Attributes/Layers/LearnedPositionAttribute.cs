namespace Gmnm;

/// <summary>Adds a trainable weight [T, D] to [T, D]: each step has a row of its own.</summary>
public sealed class LearnedPositionAttribute : LayerAttribute;
