namespace Gmnm.Generators.Graph.Ops;

/// <summary>What training does with a parameter: mirrors the runtime's <c>ParameterKind</c>. In the order of the flat buffer.</summary>
internal enum ParameterKind
{
    Trainable,
    State,
    Frozen,
}
