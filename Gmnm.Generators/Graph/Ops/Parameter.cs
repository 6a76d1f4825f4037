using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>A tensor of the flat parameter buffer.</summary>
internal sealed record Parameter(
    string ParameterName, Shape ParameterShape, ParameterStart Start, ParameterKind Kind = ParameterKind.Trainable) : SourceOp
{
    /// <summary>Whether it is a running statistic, be it frozen: not counted among the parameters.</summary>
    public bool IsStatistic { get; init; }

    public override Shape Shape => ParameterShape;

    public override string ToString() =>
        Kind == ParameterKind.Trainable ? $"Parameter {ParameterName}" : $"Parameter {ParameterName} {Kind}";
}
