using Gmnm.Generators.Compilation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.RandomNetworks;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>Groups and memory of many networks, checked against the graph alone.</summary>
public sealed class PlanTests
{
    private static readonly Lazy<CompiledNetwork[]> s_networks = new(static () =>
        [.. NetworkCases.All.Concat(Enumerable.Range(0, 500).Select(RandomNetwork.Declare)).Select(static network => CompiledNetwork.Compile(network))]);

    [Fact]
    public void EveryValueIsComputedBeforeItIsRead() => ForEachProgram(static program =>
    {
        var graph = program.Graph;
        GraphVerifier.Verify(graph);
        foreach (var node in graph.Nodes.Where(static node => IsComputed(node.Op)))
        {
            var group = program.Plan.GroupOf[node.Id];
            Assert.True(group >= 0, $"%{node.Id} {node.Op} is in no group");
            Assert.Contains(node.Id, program.Plan.Groups[group].Nodes);
            foreach (var (read, viewed) in Reads(graph, node))
            {
                var source = program.Plan.GroupOf[read];
                Assert.True(source <= group, $"%{node.Id} {node.Op} of group {group} reads %{read} of group {source}");
                Assert.True(
                    (source == group && !viewed) || program.Memory.Storages.ContainsKey(read),
                    $"%{node.Id} {node.Op} of group {group} reads %{read} of group {source}, which is not in memory");
                Assert.False(source == group && viewed, $"%{node.Id} {node.Op} of group {group} reads %{read} of the same group as another shape");
            }
        }
    });

    [Fact]
    public void ValuesThatAreAliveTogetherDoNotOverlap() => ForEachProgram(static program =>
    {
        var blocks = Blocks(program).ToArray();
        for (var one = 0; one < blocks.Length; one++)
        {
            for (var other = 0; other < one; other++)
            {
                var (a, b) = (blocks[one], blocks[other]);
                Assert.False(
                    a.Storage.Kind == b.Storage.Kind
                    && a.First <= b.Last && b.First <= a.Last
                    && a.Storage.Offset < b.Storage.Offset + b.Length && b.Storage.Offset < a.Storage.Offset + a.Length,
                    $"{a} overlaps {b}");
            }
        }
    });

    [Fact]
    public void EveryBlockIsWithinItsMemory() => ForEachProgram(static program =>
    {
        foreach (var block in Blocks(program))
        {
            var limit = block.Storage.Kind switch
            {
                StorageKind.Fixed => program.Memory.Fixed,
                StorageKind.PerRow => program.Memory.PerRow,
                StorageKind.Prepared => program.Memory.Prepared,
                _ => int.MaxValue,
            };
            Assert.InRange(block.Storage.Offset + block.Length, 1, limit);
        }
    });

    private static void ForEachProgram(Action<CompiledProgram> check)
    {
        foreach (var compiled in s_networks.Value)
        {
            foreach (var (name, program) in new[] { ("inference", compiled.Inference), ("training", compiled.Training), ("loss", compiled.Loss) })
            {
                try
                {
                    check(program!);
                }
                catch (Exception exception)
                {
                    throw new InvalidOperationException(
                        $"{NetworkSource.Write([compiled.Declaration])}{name}: {exception.Message}\n{program!.Graph.Dump()}"
                        + string.Join('\n', program.Plan.Groups.Select(static (group, index) =>
                            $"{index}: {group.GetType().Name} {string.Join(' ', group.Nodes)}")),
                        exception);
                }
            }
        }
    }

    /// <summary>Computed values in memory, each with the groups from its first to its last use.</summary>
    private static IEnumerable<Block> Blocks(CompiledProgram program)
    {
        var (graph, plan) = (program.Graph, program.Plan);
        var last = new Dictionary<int, int>();
        void Use(int id, int group) => last[id] = Math.Max(group, last.GetValueOrDefault(id));
        foreach (var node in graph.Nodes.Where(static node => IsComputed(node.Op)))
        {
            foreach (var (read, _) in Reads(graph, node))
            {
                Use(read, plan.GroupOf[node.Id]);
            }
        }

        foreach (var output in graph.Outputs)
        {
            Use(Root(graph, output.Node), int.MaxValue);
        }

        foreach (var node in graph.Nodes.Where(node => IsComputed(node.Op) && program.Memory.Storages.ContainsKey(node.Id)))
        {
            var storage = program.Memory.Storages[node.Id];
            var prepared = storage.Kind == StorageKind.Prepared;
            yield return new(node, storage, node.Shape.Elements, prepared ? 0 : plan.GroupOf[node.Id], prepared ? int.MaxValue : last[node.Id]);
        }
    }

    /// <summary>Values that a node reads, through broadcasts and views, and whether a view is between.</summary>
    private static IEnumerable<(int Id, bool Viewed)> Reads(ComputationGraph graph, Node node, bool viewed = false) =>
        graph.InputsOf(node).SelectMany(input => input.Op switch
        {
            Broadcast => Reads(graph, input, viewed),
            Reshape => Reads(graph, input, viewed: true),
            var op when IsComputed(op) => [(input.Id, viewed)],
            _ => Array.Empty<(int, bool)>(),
        });

    private static int Root(ComputationGraph graph, int id) => graph[id].Op is Reshape ? Root(graph, graph[id].Inputs[0]) : id;

    private static bool IsComputed(Op op) => op is not (SourceOp or Broadcast or Reshape);

    private sealed record Block(Node Node, Storage Storage, int Length, int First, int Last)
    {
        public override string ToString() => $"%{Node.Id} {Node.Op} {Storage.Kind} {Storage.Offset}+{Length} in groups {First} to {Last}";
    }
}
