using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Passes;

namespace Gmnm.Generators.Compilation;

/// <summary>A loop over time with every decision taken. Its body is a program of its own, which runs once a step.</summary>
/// <param name="Scan">One of the loop's operations.</param>
/// <param name="Step">The body.</param>
/// <param name="States">The states.</param>
/// <param name="Results">What the loop stacks.</param>
internal sealed record CompiledLoop(
    Scan Scan, CompiledProgram Step, ImmutableArray<LoopState> States, ImmutableArray<LoopResult> Results)
{
    /// <summary>Floats for each sample: every state twice, because a step reads the old one while it writes the new one.</summary>
    public int StateLength => 2 * States.Sum(static state => state.Length);

    /// <summary>Floats that the loop needs: fixed, and for each sample.</summary>
    public (int Fixed, int PerRow) Scratch =>
        (checked(PackedOperands.Length(Step.Plan) + Step.Memory.Fixed + Step.Memory.ScratchFixed), StateLength + Step.Memory.PerRow + Step.Memory.ScratchPerRow);

    public static CompiledLoop Compile(ComputationGraph graph, ScanGroup group, Backend backend)
    {
        var scan = (Scan)graph[group.Nodes[0]].Op;
        var outputs = group.Nodes.ToDictionary(id => ((Scan)graph[id].Op).Output);
        LoopResult[] stacked = [.. outputs.Where(static output => output.Key.Kind == ScanOutputKind.Stacked)
            .SelectMany(output => Parts(scan.Body.Graph, output.Key, output.Value))];
        var body = Phase.Run("passes", () => Pipeline.Step(scan.Body.Graph with
        {
            Outputs =
            [
                .. scan.Body.NextStates.Select(static id => new GraphOutput(OutputKind.NextState, "", id)),
                .. stacked.Select(static result => new GraphOutput(OutputKind.StepResult, "", result.Step)),
            ],
        }));
        var states = scan.Body.States.Select((shape, index) => new LoopState(
            shape.Elements,
            graph[group.Nodes[0]].Inputs[scan.Body.Sequences.Length + index],
            body.Nodes.FirstOrDefault(node => node.Op is CarriedState state && state.Index == index)?.Id,
            body.Root(body.Outputs[index].Node),
            outputs.TryGetValue(new(ScanOutputKind.Final, [index]), out var final) ? final : null));
        LoopResult[] results = [.. stacked.Select((result, index) => result with { Step = body.Outputs[scan.Body.NextStates.Count + index].Node })];
        var apart = body.Nodes.Where(static node => node.Op is StepInput)
            .Select(node => (node.Id, Stride: scan.Steps * scan.Body.Sequences[((StepInput)node.Op).Index].Elements))
            .Concat(results.Select(result => (result.Step, graph[result.Outer].Shape.Elements)));
        var step = CompiledProgram.Compile(
            body,
            new ParameterLayout([], 0),
            keepPrepared: false,
            sampleStrides: apart.ToImmutableDictionary(static entry => entry.Item1, static entry => entry.Item2),
            backend: backend);
        return new(scan, step with { Steps = scan.Reverse ? -scan.Steps : scan.Steps }, [.. states], [.. results]);
    }

    /// <summary>The nodes of the body that stand side by side in one result.</summary>
    private static IEnumerable<LoopResult> Parts(ComputationGraph body, ScanOutput output, int outer)
    {
        var offset = 0;
        foreach (var id in output.Ids)
        {
            yield return new(id, outer, offset);
            offset += body[id].Shape.Last;
        }
    }
}

/// <summary>A value that a loop over time stacks.</summary>
/// <param name="Step">Node of the body.</param>
/// <param name="Outer">Node of the outer graph that holds all steps.</param>
/// <param name="Offset">Where the value starts in a step of that.</param>
internal readonly record struct LoopResult(int Step, int Outer, int Offset);

/// <summary>A state of a loop over time.</summary>
/// <param name="Length">Floats for each sample.</param>
/// <param name="Initial">Node of the outer graph with its first value.</param>
/// <param name="Current">Node of the body that reads it; null where none does.</param>
/// <param name="Next">Node of the body with its next value.</param>
/// <param name="Final">Node of the outer graph that takes its last value; null for none.</param>
internal sealed record LoopState(int Length, int Initial, int? Current, int Next, int? Final);
