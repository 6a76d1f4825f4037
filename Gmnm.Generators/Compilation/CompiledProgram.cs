using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Compilation;

/// <summary>A graph with every decision taken: groups, their order, their loops, and memory.</summary>
/// <param name="Plan">The groups, in order.</param>
/// <param name="Prepared">For each group whether it depends on the parameters alone and runs only when they change.</param>
/// <param name="Stored">Nodes in memory.</param>
/// <param name="Rows">The schedule of each row group, by index.</param>
/// <param name="Loops">Each loop over time, by the index of its group.</param>
/// <param name="Memory">Where everything is.</param>
/// <param name="Shared">How threads share it; null where one runs it.</param>
/// <param name="SampleStrides">Nodes whose samples are apart, with the distance in floats.</param>
internal sealed record CompiledProgram(
    FusionPlan Plan,
    ImmutableArray<bool> Prepared,
    ImmutableHashSet<int> Stored,
    ImmutableDictionary<int, RowSchedule> Rows,
    ImmutableDictionary<int, CompiledLoop> Loops,
    MemoryPlan Memory,
    SharedSchedule? Shared,
    ImmutableDictionary<int, int> SampleStrides)
{
    public ComputationGraph Graph => Plan.Graph;

    /// <summary>Samples of a batch that are worth a thread.</summary>
    public int PartSamples => Shared?.PartSamples ?? SampleWork.PartSamples(Plan, SampleWork.Prediction);

    /// <summary>In the body of a loop over time: number of steps, negative where the last comes first; 0 elsewhere.</summary>
    public int Steps { get; init; }

    /// <summary>How far a value of the next step is from that of this one, in floats; 0 where it is at the same place.</summary>
    public int NextStep(int id) => Steps != 0 && SampleStrides.TryGetValue(id, out var stride) ? stride / Steps : 0;

    /// <summary>Scratch space of each group in floats: fixed, and for each sample.</summary>
    public ImmutableArray<(int Fixed, int PerRow)> Scratch { get; init; }

    /// <summary>How a prediction takes a single sample, where the network is small; null where it is not, and for other programs.</summary>
    public SingleSample? Single { get; init; }

    public Layout LayoutOf(int id) => new(Graph[id].Shape, SampleStrides.TryGetValue(id, out var stride) ? stride : 0);

    /// <param name="graph">The graph after all passes.</param>
    /// <param name="layout">Where the parameters are.</param>
    /// <param name="keepPrepared">Whether values of the parameters alone are kept between runs.</param>
    /// <param name="isShared">Whether threads share each run, which must not keep anything then.</param>
    /// <param name="sampleStrides">Nodes whose samples are apart; null for none.</param>
    /// <param name="backend">The machine; null for the CPU.</param>
    public static CompiledProgram Compile(
        ComputationGraph graph, ParameterLayout layout, bool keepPrepared, bool isShared = false,
        ImmutableDictionary<int, int>? sampleStrides = null, Backend? backend = null)
    {
        backend ??= Backend.Cpu;
        var apart = sampleStrides ?? ImmutableDictionary<int, int>.Empty;
        var plan = Phase.Run("fusion", () => Fuser.Run(graph, backend.Rules));
        var stored = Liveness.Of(plan).Keys.ToImmutableHashSet();
        var rows = plan.Groups
            .Select(static (group, index) => (Group: group as RowGroup, index))
            .Where(static entry => entry.Group is not null)
            .ToImmutableDictionary(static entry => entry.index, entry => Phase.Run("scheduling", () => RowScheduler.Run(graph, entry.Group!, stored, apart)));
        var loops = plan.Groups
            .Select(static (group, index) => (Group: group as ScanGroup, index))
            .Where(static entry => entry.Group is not null)
            .ToImmutableDictionary(static entry => entry.index, entry => CompiledLoop.Compile(graph, entry.Group!, backend));
        var scratch = plan.Groups
            .Select((group, index) => rows.TryGetValue(index, out var schedule) ? backend.RowScratch(graph, (RowGroup)group, schedule)
                : loops.TryGetValue(index, out var loop) ? loop.Scratch
                : backend.Scratch(graph, group))
            .ToArray();
        ImmutableArray<bool> prepared = keepPrepared ? FindPrepared(plan, scratch) : [.. plan.Groups.Select(static _ => false)];
        var shared = isShared ? Phase.Run("scheduling", () => SharedScheduler.Run(plan, stored, rows)) : null;
        var memory = Phase.Run("memory planning", () => MemoryPlanner.Run(plan, prepared, layout, scratch, shared));
        return new(plan, prepared, stored, rows, loops, memory, shared, apart) { Scratch = [.. scratch] };
    }

    /// <summary>
    /// Groups that depend on the parameters alone, need no scratch space, write no output and read nothing but what other
    /// such groups write.
    /// </summary>
    private static ImmutableArray<bool> FindPrepared(FusionPlan plan, (int Fixed, int PerRow)[] scratch)
    {
        var graph = plan.Graph;
        var outputs = graph.Outputs.Select(output => graph.Root(output.Node)).ToImmutableHashSet();
        var prepared = new bool[plan.Groups.Length];
        for (var index = 0; index < prepared.Length; index++)
        {
            prepared[index] = scratch[index] == (0, 0)
                && plan.Groups[index].Nodes.All(id => !Varies(id) && graph[id].Inputs.All(input => IsKept(input, index)));
        }

        return [.. prepared];

        bool Varies(int id) =>
            graph[id].Shape.IsBatched || graph[id].Op is Input or Target or BatchReciprocal or DropoutMask || outputs.Contains(id);

        bool IsKept(int id, int group) => !Varies(id) && (plan.GroupOf[id] is >= 0 and var source
            ? source == group || prepared[source]
            : graph[id].Inputs.All(input => IsKept(input, group)));
    }
}
