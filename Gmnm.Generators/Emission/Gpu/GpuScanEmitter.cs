using Gmnm.Generators.Compilation;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>
/// Writes a loop over time: a kernel that sets the first states, the kernels of a step, which run once for each, or one that
/// takes all steps where that can be, and one that keeps the last states. Every state is in memory twice: steps read one and write the other in turn.
/// </summary>
internal sealed class GpuScanEmitter(GpuContext context, CompiledLoop loop, int[] inputs, string name)
{
    private const int Threads = GpuContext.Threads;

    private readonly Names _stepNames = context.Names.Of(loop.Step);
    private readonly int[] _offsets = [.. loop.States.Select((_, index) => 2 * loop.States.Take(index).Sum(static state => state.Length))];

    public void Emit()
    {
        EmitCopies(name, "The first states of the loop.", state => (context.Addresses.Of(state.State.Initial), Buffer(state.Index, 0)), loop.States.Select(static (state, index) => (state, index)));
        var step = context with
        {
            Program = loop.Step,
            Names = _stepNames,
            Addresses = new GpuAddresses(loop.Step, context.Addresses.Scratch(loop.StateLength), Operand),
            Launches = [],
        };
        GpuProgramEmitter.EmitGroups(step, name + "Step");
        var whole = GpuWholeLoop.Emit(step, loop.Scan, context.Unique(name + "Whole"));
        context.Launches.Add(new LoopLaunch(loop.Scan.Steps, loop.Scan.Reverse, step.Launches, whole));
        var final = loop.States.Select(static (state, index) => (state, index)).Where(static state => state.state.Final is not null).ToArray();
        if (final.Length > 0)
        {
            EmitCopies(context.Unique(name + "End"), "The last states of the loop.", state => (Buffer(state.Index, loop.Scan.Steps % 2), context.Addresses.Of(state.State.Final!.Value)), final);
        }
    }

    private void EmitCopies(
        string method, string summary, Func<(LoopState State, int Index), (GpuPlace From, GpuPlace To)> copyOf, IEnumerable<(LoopState, int)> states)
    {
        var writer = context.Open(method, summary);
        foreach (var entry in states)
        {
            var (from, to) = copyOf(entry);
            writer.Open($"for (var element = GpuGrid.First; element < {GpuContext.Count(entry.Item1.Length, isBatched: true)}; element += GpuGrid.Stride)");
            writer.Line($"{to.Element("element")} = {from.Element("element")};").Close();
        }

        writer.Close();
        context.Launch(method, Threads, GpuExtent.Over(loop.States.Max(static state => state.Length), isBatched: true, Threads * 4));
    }

    /// <summary>The first or the second place of a state.</summary>
    private GpuPlace Buffer(int state, int which) =>
        context.Addresses.Scratch(_offsets[state] + (which * loop.States[state].Length));

    /// <summary>The place that a step reads, or writes.</summary>
    private GpuPlace Buffer(int state, bool isNext)
    {
        var startsAtOdd = loop.Scan.Reverse && loop.Scan.Steps % 2 == 0;
        var step = startsAtOdd != isNext ? "((memory.Step + 1) & 1)" : "(memory.Step & 1)";
        return Buffer(state, 0).FurtherPerSample(step, loop.States[state].Length);
    }

    private GpuPlace Operand(int id) => loop.Step.Graph[id].Op switch
    {
        StepInput input => Step(inputs[input.Index], input.Start),
        CarriedState carried => Buffer(carried.Index, isNext: false),
        Captured captured => context.Addresses.Of(inputs[loop.Scan.Body.Sequences.Length + loop.States.Length + captured.Index])
            .Further(captured.Start * (captured.Shape.Elements / Math.Max(1, captured.Shape.Rank == 0 ? 1 : captured.Shape.Sizes[0]))),
        _ when loop.States.Select(static state => state.Next).ToList().IndexOf(id) is >= 0 and var state => Buffer(state, isNext: true),
        _ => loop.Results.Single(result => result.Step == id) is var result ? Step(result.Outer, result.Offset) : throw new InvalidOperationException(),
    };

    private GpuPlace Step(int outer, int offset) =>
        context.Addresses.Of(outer).Further(offset).Further("memory.Step", context.Graph[outer].Shape.Elements / loop.Scan.Steps);
}
