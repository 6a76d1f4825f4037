using System.Collections.Immutable;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Scans;

/// <summary>
/// One step of a loop over time, a graph of its own. Two bodies are equal where they are the same object's copies: their
/// nodes are the same array.
/// </summary>
/// <param name="Graph">Values of one step; its sources are <see cref="StepInput"/>, <see cref="CarriedState"/> and <see cref="Captured"/>.</param>
/// <param name="NextStates">For each state the node that is its next value.</param>
/// <param name="SequenceShapes">Shape of one step of each sequence.</param>
/// <param name="CapturedShapes">Shapes of what comes from outside.</param>
internal sealed record ScanBody(
    ComputationGraph Graph, EquatableArray<int> NextStates, EquatableArray<Shape> SequenceShapes, EquatableArray<Shape> CapturedShapes)
{
    public ImmutableArray<Shape> Sequences => SequenceShapes.Items;

    public ImmutableArray<Shape> States => [.. NextStates.Select(id => Graph[id].Shape)];

    public ImmutableArray<Shape> Captured => CapturedShapes.Items;
}
