using System.Collections.Immutable;
using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Fusion;

/// <summary>A graph cut into groups, in an order in which they can run.</summary>
/// <param name="GroupOf">For each node the index of its group; -1 where it is external, inline or a view.</param>
internal sealed record FusionPlan(ComputationGraph Graph, ImmutableArray<FusedGroup> Groups, ImmutableArray<int> GroupOf);
