using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>Loops over time: h' = tanh(x + U h) · v + c, c' = c s + h + x, with two sequences of two sizes.</summary>
internal static class ScanCases
{
    public static IEnumerable<OpCase> All(Func<Random, int, double> values)
    {
        yield return Ranges(values);
        foreach (var reverse in new[] { false, true })
        {
            foreach (var steps in new[] { 1, 3 })
            {
                foreach (var output in Enum.GetValues<ScanOutputKind>())
                {
                    yield return Case(steps, reverse, output, values);
                }
            }
        }
    }

    /// <summary>Ranges of a sequence and of a captured matrix, results side by side: a = tanh(x₁ + U₁ h), b = a x₂ + U₂ h.</summary>
    private static OpCase Ranges(Func<Random, int, double> values)
    {
        Shape[] shapes = [Shape.OfBatch(3, 7), Shape.OfBatch(4), Shape.Of(7, 4)];
        var graph = new GraphBuilder();
        Node[] inputs = [.. shapes.Select((shape, index) => graph.Add(new Parameter($"x{index}", shape, ParameterStart.Normal(1))))];
        var scan = new ScanBuilder(graph, 3, reverse: false);
        var step = scan.Step;
        var hidden = scan.State(inputs[1]);
        Node Recall(int start, int rows) =>
            step.Add(new MatMul(MatMulForm.TransposedRight), hidden, scan.Capture(inputs[2], start, rows));
        var first = step.Add(new Tanh(), step.Add(new Add(), scan.Sequence(inputs[0], 0, 4), Recall(0, 4)));
        var second = step.Add(new Add(), scan.Sequence(inputs[0], 4, 3), Recall(4, 3));
        scan.Next(first);
        return new OpCase(scan.Build().Stacked(second, first).Op, shapes, values);
    }

    private static OpCase Case(int steps, bool reverse, ScanOutputKind output, Func<Random, int, double> values)
    {
        Shape[] shapes =
        [
            Shape.OfBatch(steps, 4), Shape.OfBatch(steps, 1), Shape.OfBatch(4), Shape.OfBatch(4), Shape.Of(4, 4), Shape.Of(4), Shape.Of(1),
        ];
        var graph = new GraphBuilder();
        Node[] inputs = [.. shapes.Select((shape, index) => graph.Add(new Parameter($"x{index}", shape, ParameterStart.Normal(1))))];
        var scan = new ScanBuilder(graph, steps, reverse);
        var step = scan.Step;
        var (x, s) = (scan.Sequence(inputs[0]), scan.Sequence(inputs[1]));
        var (h, c) = (scan.State(inputs[2]), scan.State(inputs[3]));
        var sum = step.Add(new Add(), x, step.Add(new MatMul(MatMulForm.TransposedRight), h, scan.Capture(inputs[4])));
        var candidate = step.Add(new Multiply(), step.Add(new Tanh(), sum), scan.Capture(inputs[5]));
        var next = step.Add(new Add(), candidate, c);
        scan.Next(next);
        var faded = step.Add(new Multiply(), step.Add(new Multiply(), c, s), scan.Capture(inputs[6]));
        scan.Next(step.Add(new Add(), faded, step.Add(new Add(), h, x)));
        var loop = scan.Build();
        var result = output == ScanOutputKind.Stacked ? loop.Stacked(next) : loop.Final(1);
        return new OpCase(result.Op, shapes, values);
    }
}
