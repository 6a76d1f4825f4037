using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>Sines and cosines of places: [length, features], computed in double precision.</summary>
internal sealed record SinusoidTable(int Length, int Features, SinusoidForm Form) : SourceOp
{
    public override Shape Shape => Shape.Of(Length, Features);

    public override string ToString() => $"SinusoidTable {Form}";
}
