namespace Gmnm.Generators.Graph;

/// <summary>An operation of a backward pass that has no derivative of its own was to be differentiated.</summary>
internal sealed class NotDifferentiableException(Op op) : Exception($"{op} cannot be differentiated.");
