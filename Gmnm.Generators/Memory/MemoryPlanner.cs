using System.Collections.Immutable;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Memory;

/// <summary>Gives every value in memory its place, at compile time.</summary>
internal static class MemoryPlanner
{
    /// <param name="plan">The groups.</param>
    /// <param name="prepared">For each group whether it runs only when the parameters change.</param>
    /// <param name="layout">Where parameters and gradients are.</param>
    /// <param name="scratch">Scratch space of each group in floats: fixed, and for each sample.</param>
    /// <param name="shared">How threads share the program; null where one runs it.</param>
    public static MemoryPlan Run(
        FusionPlan plan, ImmutableArray<bool> prepared, ParameterLayout layout, IReadOnlyList<(int Fixed, int PerRow)> scratch,
        SharedSchedule? shared)
    {
        var graph = plan.Graph;
        var storages = ImmutableDictionary.CreateBuilder<int, Storage>();
        foreach (var node in graph.Nodes)
        {
            if (External(node, layout) is { } storage)
            {
                storages.Add(node.Id, storage);
            }
        }

        foreach (var output in graph.Outputs)
        {
            if (Output(output, layout) is { } storage)
            {
                storages.Add(graph.Root(output.Node), storage);
            }
        }

        var consumers = graph.Consumers();
        var (preparedBlock, fixedBlock, perRow) = (new List<Interval>(), new List<Interval>(), new List<Interval>());
        foreach (var live in Liveness.Of(plan).OrderBy(static live => live.Key).Where(live => !storages.ContainsKey(live.Key)))
        {
            var (id, (first, last)) = (live.Key, live.Value);
            var elements = graph[id].Shape.Elements;
            var stages = shared is null ? (first, last) : (shared.Stages[first], shared.Stages[last]);
            if (graph[id].Shape.IsBatched)
            {
                perRow.Add(new(id, elements, first, last) { Stages = stages, Own = OwnSamples(plan, consumers, shared, id) });
            }
            else if (prepared[first])
            {
                preparedBlock.Add(new(id, ParameterLayout.Aligned(elements), 0, int.MaxValue));
            }
            else
            {
                fixedBlock.Add(new(id, ParameterLayout.Aligned(elements), first, last) { Stages = stages });
            }
        }

        foreach (var (id, first, last) in shared?.PartialSums ?? [])
        {
            // There are no more parts than multiples of their smallest size.
            var elements = (ParameterLayout.Aligned(graph[id].Shape.Elements) + shared!.PartSamples - 1) / shared.PartSamples;
            perRow.Add(new(PartOf(id), elements, first, last) { Stages = (shared.Stages[first], shared.Stages[last]) });
        }

        var preparedLength = Place(StorageKind.Prepared, preparedBlock);
        var fixedLength = Place(StorageKind.Fixed, fixedBlock);
        var perRowLength = Place(StorageKind.PerRow, perRow);
        foreach (var view in graph.Nodes.Where(static node => node.Op is Reshape))
        {
            if (storages.TryGetValue(view.Inputs[0], out var shown))
            {
                storages[view.Id] = shown;
            }
        }

        return new(
            storages.Where(static entry => entry.Key >= 0).ToImmutableDictionary(),
            preparedLength,
            fixedLength,
            perRowLength,
            ParameterLayout.Aligned(scratch.Select(static s => s.Fixed).DefaultIfEmpty().Max()),
            scratch.Select(static s => s.PerRow).DefaultIfEmpty().Max())
        {
            PartialSums = (shared?.PartialSums ?? []).ToImmutableDictionary(static sum => sum.Sum, sum => storages[PartOf(sum.Sum)].Offset),
        };

        int Place(StorageKind kind, IEnumerable<Interval> intervals)
        {
            var (offsets, length) = IntervalPacking.Pack(intervals);
            storages.AddRange(offsets.Select(offset => new KeyValuePair<int, Storage>(offset.Key, new Storage(kind, offset.Value))));
            return length;
        }
    }

    /// <summary>Stands for the sums of parts of a node.</summary>
    private static int PartOf(int id) => -1 - id;

    /// <summary>Whether threads write, and read, only their own samples of a value.</summary>
    private static (bool Writes, bool Reads) OwnSamples(
        FusionPlan plan, ImmutableArray<ImmutableArray<int>> consumers, SharedSchedule? shared, int id)
    {
        return shared is null ? default : (IsOwn(plan.GroupOf[id]), Readers(id).All(IsOwn));

        bool IsOwn(int group) => group >= 0 && shared.Groups[group] is Sharing.Samples or Sharing.Parts;

        IEnumerable<int> Readers(int node) => consumers[node].SelectMany(consumer =>
            plan.Graph[consumer].Op is Broadcast or Reshape ? Readers(consumer) : [plan.GroupOf[consumer]]);
    }

    private static Storage? External(Node node, ParameterLayout layout) => node.Op switch
    {
        Input => new(StorageKind.Input, 0),
        Target => new(StorageKind.Target, 0),
        Parameter parameter => new(StorageKind.Parameter, layout.OffsetOf(parameter.ParameterName)),
        StepInput or CarriedState or Captured => new(StorageKind.Operand, 0),
        _ => null,
    };

    private static Storage? Output(GraphOutput output, ParameterLayout layout) => output.Kind switch
    {
        OutputKind.Prediction => new(StorageKind.Prediction, 0),
        OutputKind.ParameterGradient or OutputKind.StateUpdate => new(StorageKind.Gradient, layout.OffsetOf(output.Name)),
        OutputKind.NextState or OutputKind.StepResult => new(StorageKind.Operand, 0),
        _ => null,
    };
}
