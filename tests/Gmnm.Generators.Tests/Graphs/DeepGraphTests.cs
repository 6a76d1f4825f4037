using System.Diagnostics;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Passes;
using Gmnm.Generators.Shapes;
using Gmnm.Generators.Tests.Programs;
using Xunit.Abstractions;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>The time that the phases take grows with the graph, not with the number of paths through it.</summary>
public sealed class DeepGraphTests(ITestOutputHelper output)
{
    /// <summary>Far above what a machine takes that others use too; what grows with the paths would never end.</summary>
    private const int LongestMilliseconds = 1000;

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void FusionIsFast(int kernels)
    {
        var program = new TestProgram("Deep", Deep(900, kernels));
        var graph = Pipeline.Training(program.Differentiated);
        var best = Enumerable.Range(0, 3).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            Fuser.Run(graph, FusionRules.Cpu);
            return watch.ElapsedMilliseconds;
        });
        var whole = Stopwatch.StartNew();
        program.Emit(new Emission.CodeWriter());
        output.WriteLine($"{graph.Nodes.Length} nodes: {best} ms to fuse, {whole.ElapsedMilliseconds} ms from the passes to C#");
        Assert.InRange(best, 0, LongestMilliseconds);
        Assert.InRange(whole.ElapsedMilliseconds, 0, 10 * LongestMilliseconds);
    }

    /// <summary>Diamonds and skips over one another; with <paramref name="kernels"/>, a product and a sum every so many.</summary>
    private static ComputationGraph Deep(int nodes, int kernels)
    {
        var graph = new GraphBuilder();
        var x = graph.Add(new Input(Shape.OfBatch(8)));
        var weight = graph.Add(new Parameter("w", Shape.Of(8, 8), ParameterStart.Normal(1)));
        var scale = graph.Add(new Parameter("s", Shape.Of(8), ParameterStart.Normal(1)));
        var (value, skipped, hub) = (x, x, graph.Add(new Sin(), x));
        for (var block = 0; graph.Nodes.Count < nodes; block++)
        {
            var left = graph.Add(new Multiply(), value, scale);
            var right = graph.Add(new Add(), value, graph.Add(new Tanh(), skipped));
            (skipped, value) = (value, graph.Add(new Subtract(), graph.Add(new Multiply(), left, right), hub));
            if (kernels > 0 && block % kernels == 0)
            {
                var product = graph.Add(new MatMul(MatMulForm.Plain), value, weight);
                value = graph.Add(new Divide(), product, graph.Add(new Add(), graph.Constant(9), graph.Sum(graph.Add(new Square(), product), 1)));
            }
        }

        var sum = graph.Reshape(graph.Sum(value, 0, 1), Shape.Of(1, 1));
        return graph.Build([new(OutputKind.Loss, "", sum.Id), new(OutputKind.Prediction, "", value.Id)]);
    }
}
