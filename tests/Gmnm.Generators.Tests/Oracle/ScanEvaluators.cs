using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Loops over time: the body's graph is run for each step.</summary>
internal static class ScanEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(Scan)] = static (op, inputs, sizes, bindings) => Run((Scan)op, inputs, sizes, bindings),
        [typeof(StepInput)] = static (op, _, sizes, bindings) => Columns(bindings.Step!.Sequences[((StepInput)op).Index], ((StepInput)op).Start, sizes),
        [typeof(CarriedState)] = static (op, _, _, bindings) => bindings.Step!.States[((CarriedState)op).Index],
        [typeof(Captured)] = static (op, _, sizes, bindings) => Rows(bindings.Step!.Captured[((Captured)op).Index], ((Captured)op).Start, sizes),
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
                var start = 0;
                foreach (var value in op.Output.Ids.Select(id => values[id]))
                {
                    Put(value, result, bindings.Batch, op.Steps, step, start);
                    start += value.Last;
                }
            }
        }

        return op.Output.Kind == ScanOutputKind.Stacked ? result : carried[op.Output.State];
    }

    /// <summary>Writes one step of a range of the last axis.</summary>
    private static void Put(DoubleTensor value, DoubleTensor result, int batch, int steps, int step, int start)
    {
        var rows = value.Rows / batch;
        for (var sample = 0; sample < batch; sample++)
        {
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < value.Last; column++)
                {
                    result[(((sample * steps) + step) * rows) + row, start + column] = value[(sample * rows) + row, column];
                }
            }
        }
    }

    private static DoubleTensor Columns(DoubleTensor whole, int start, int[] sizes)
    {
        var result = new DoubleTensor(sizes);
        for (var row = 0; row < result.Rows; row++)
        {
            for (var column = 0; column < result.Last; column++)
            {
                result[row, column] = whole[row, start + column];
            }
        }

        return result;
    }

    private static DoubleTensor Rows(DoubleTensor whole, int start, int[] sizes)
    {
        var result = new DoubleTensor(sizes);
        var first = sizes.Length == 0 ? 0 : start * (result.Values.Length / sizes[0]);
        whole.Values.AsSpan(first, result.Values.Length).CopyTo(result.Values);
        return result;
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
