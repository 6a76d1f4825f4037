using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph;

/// <summary>One value of the graph.</summary>
/// <param name="Id">Its index in the graph; greater than those of its inputs.</param>
/// <param name="Op">What computes it.</param>
/// <param name="Inputs">Ids of what it is computed from.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Layer">Place that it stems from, the index of a value of the declaration; -1 for the loss, -2 for none.</param>
/// <param name="Name">A name for the generated code, where it has one: a layer's result, a parameter.</param>
internal sealed record Node(int Id, Op Op, EquatableArray<int> Inputs, Shape Shape, int Layer, string? Name)
{
    public const int LossLayer = -1;
    public const int NoLayer = -2;
}
