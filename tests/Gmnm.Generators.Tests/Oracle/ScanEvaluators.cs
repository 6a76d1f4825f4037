using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Loops over time: the body's graph is run for each step.</summary>
internal static class ScanEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(Scan)] = static (op, inputs, sizes, bindings) => Run((Scan)op, inputs, sizes, bindings),
        [typeof(StepInput)] = static (op, _, _, bindings) => bindings.Step!.Sequences[((StepInput)op).Index],
        [typeof(CarriedState)] = static (op, _, _, bindings) => bindings.Step!.States[((CarriedState)op).Index],
        [typeof(Captured)] = static (op, _, _, bindings) => bindings.Step!.Captured[((Captured)op).Index],
        [typeof(Dense)] = static (_, inputs, _, _) => inputs[0],
    };

    private static DoubleTensor Run(Scan op, DoubleTensor[] inputs, int[] sizes, Bindings bindings)
    {
        var (sequences, states) = (op.Body.Sequences.Length, op.Body.States.Length);
        DoubleTensor[] carried = inputs[sequences..(sequences + states)];
        var result = new DoubleTensor(sizes);
        for (var count = 0; count < op.Steps; count++)
        {
            var step = op.Reverse ? op.Steps - 1 - count : count;
            var values = Interpreter.Evaluate(op.Body.Graph, bindings with
            {
                Step = new StepBindings([.. inputs[..sequences].Select(sequence => StepOf(sequence, step))], carried, inputs[(sequences + states)..]),
            });
            carried = [.. op.Body.NextStates.Select(id => values[id])];
            if (op.Output.Kind == ScanOutputKind.Stacked)
            {
                var value = values[op.Output.Index];
                var length = value.Values.Length / bindings.Batch;
                for (var sample = 0; sample < bindings.Batch; sample++)
                {
                    value.Values.AsSpan(sample * length, length).CopyTo(result.Values.AsSpan(((sample * op.Steps) + step) * length));
                }
            }
        }

        return op.Output.Kind == ScanOutputKind.Stacked ? result : carried[op.Output.Index];
    }

    private static DoubleTensor StepOf(DoubleTensor sequence, int step)
    {
        var (batch, steps) = (sequence.Sizes[0], sequence.Sizes[1]);
        var length = sequence.Values.Length / batch / steps;
        return new DoubleTensor(
            [batch, .. sequence.Sizes.Skip(2)],
            [.. Enumerable.Range(0, batch).SelectMany(sample => sequence.Values.AsSpan(((sample * steps) + step) * length, length).ToArray())]);
    }
}
