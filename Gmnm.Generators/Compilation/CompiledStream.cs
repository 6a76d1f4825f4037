using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Passes;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Compilation;

/// <summary>A network that runs step by step.</summary>
/// <param name="Program">One step of one sequence.</param>
/// <param name="InputShape">Shape of a step of the input.</param>
/// <param name="OutputShape">Shape of a step's result.</param>
/// <param name="States">The states that a step hands to the next.</param>
internal sealed record CompiledStream(
    CompiledProgram Program, Shape InputShape, Shape OutputShape, ImmutableArray<StreamState> States)
{
    public int StateLength => States.Sum(static state => state.Length);

    /// <summary>Elements of the input that are indices.</summary>
    public ImmutableArray<IndexCheck> IndexChecks => [.. IndexCheck.Of(Program.Graph).Distinct()];

    /// <exception cref="DeclarationException">The network cannot run step by step.</exception>
    public static CompiledStream Compile(ComputationGraph inference, ParameterLayout layout)
    {
        var lowered = Phase.Run("step by step", () => StepByStep.Run(RemoveDeadNodes.Run(inference)));
        var program = CompiledProgram.Compile(Phase.Run("passes", () => Pipeline.Stream(lowered)), layout, keepPrepared: true);
        var graph = program.Graph;
        var states = ImmutableArray.CreateBuilder<StreamState>();
        var offset = 0;
        foreach (var output in graph.Outputs.Where(static output => output.Kind == OutputKind.NextState))
        {
            var current = graph.Nodes.FirstOrDefault(node => node.Op is CarriedState state && state.Index == states.Count);
            var length = graph[output.Node].Shape.Elements;
            states.Add(new(current?.Id, graph.Root(output.Node), offset, length));
            offset = checked(offset + length);
        }

        var input = graph.Nodes.Select(static node => node.Op).OfType<Input>().FirstOrDefault()?.Shape
            ?? inference.Nodes.First(static node => node.Op is Input).Shape.With(1, 1);
        return new(program, input.WithoutBatch(), graph[graph.Outputs[0].Node].Shape.WithoutBatch(), states.ToImmutable());
    }
}

/// <summary>A state that steps carry.</summary>
/// <param name="Current">The node that reads it; null where none does.</param>
/// <param name="Next">The node with its next value.</param>
/// <param name="Offset">Its first float in the caller's state.</param>
/// <param name="Length">Its floats.</param>
internal sealed record StreamState(int? Current, int Next, int Offset, int Length);
