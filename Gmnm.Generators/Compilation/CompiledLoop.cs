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
/// <param name="Results">Nodes of the body that the loop stacks, with the node of the outer graph that holds all steps.</param>
internal sealed record CompiledLoop(
    Scan Scan, CompiledProgram Step, ImmutableArray<LoopState> States, ImmutableArray<(int Step, int Outer)> Results)
{
    /// <summary>Floats for each sample: every state twice, because a step reads the old one while it writes the new one.</summary>
    public int StateLength => 2 * States.Sum(static state => state.Length);

    /// <summary>Floats that the loop needs: fixed, and for each sample.</summary>
    public (int Fixed, int PerRow) Scratch =>
        (Step.Memory.Fixed + Step.Memory.ScratchFixed, StateLength + Step.Memory.PerRow + Step.Memory.ScratchPerRow);

    public static CompiledLoop Compile(ComputationGraph graph, ScanGroup group)
    {
        var scan = (Scan)graph[group.Nodes[0]].Op;
        var outputs = group.Nodes.ToDictionary(id => ((Scan)graph[id].Op).Output);
        ScanOutput[] stacked = [.. outputs.Keys.Where(static output => output.Kind == ScanOutputKind.Stacked)];
        var body = Phase.Run("passes", () => Pipeline.Step(scan.Body.Graph with
        {
            Outputs =
            [
                .. scan.Body.NextStates.Select(static id => new GraphOutput(OutputKind.NextState, "", id)),
                .. stacked.Select(static output => new GraphOutput(OutputKind.StepResult, "", output.Index)),
            ],
        }));
        var states = scan.Body.States.Select((shape, index) => new LoopState(
            shape.Elements,
            graph[group.Nodes[0]].Inputs[scan.Body.Sequences.Length + index],
            body.Nodes.FirstOrDefault(node => node.Op is CarriedState state && state.Index == index)?.Id,
            body.Root(body.Outputs[index].Node),
            outputs.TryGetValue(new(ScanOutputKind.Final, index), out var final) ? final : null));
        var results = stacked.Select((output, index) => (body.Outputs[scan.Body.NextStates.Count + index].Node, outputs[output]));
        return new(scan, Compile(body, scan.Steps), [.. states], [.. results]);
    }

    private static CompiledProgram Compile(ComputationGraph body, int steps)
    {
        var apart = body.Nodes.Where(static node => node.Op is StepInput).Select(static node => node.Id)
            .Concat(body.Outputs.Where(static output => output.Kind == OutputKind.StepResult).Select(static output => output.Node));
        return CompiledProgram.Compile(
            body, new ParameterLayout([], 0), keepPrepared: false, apart.ToImmutableDictionary(static id => id, id => steps * body[id].Shape.Elements));
    }
}

/// <summary>A state of a loop over time.</summary>
/// <param name="Length">Floats for each sample.</param>
/// <param name="Initial">Node of the outer graph with its first value.</param>
/// <param name="Current">Node of the body that reads it; null where none does.</param>
/// <param name="Next">Node of the body with its next value.</param>
/// <param name="Final">Node of the outer graph that takes its last value; null for none.</param>
internal sealed record LoopState(int Length, int Initial, int? Current, int Next, int? Final);
