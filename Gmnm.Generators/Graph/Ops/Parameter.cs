using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>A trainable tensor.</summary>
internal sealed record Parameter(string ParameterName, Shape ParameterShape, ParameterStart Start) : SourceOp
{
    public override Shape Shape => ParameterShape;

    public override string ToString() => $"Parameter {ParameterName}";
}
