using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Lowering;
using Gmnm.Generators.Shapes;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Random inputs, targets and parameters of a network, every one exact in single precision.</summary>
internal static class NetworkData
{
    public static Bindings Draw(NetworkDeclaration network, int batch, int seed)
    {
        var random = new Random(seed);
        var graph = NetworkLowering.Inference(network);
        var output = graph[graph.Outputs.Single().Node].Shape;
        // A written loss may call layers of its own.
        var all = network.Loss is SymbolicLoss written ? NetworkLowering.Training(network, written) : graph;
        var parameters = all.Nodes
            .Select(static node => node.Op)
            .OfType<Parameter>()
            .ToDictionary(
                static parameter => parameter.ParameterName,
                parameter => Draw(random, parameter));
        var input = Values(random, batch * network.Inputs.Sum(static input => input.Elements), 1.5);
        PutIndices(random, graph, input, batch);
        return new Bindings(
            batch,
            input,
            Targets(random, network.Loss, batch, output),
            parameters,
            DropoutKey: (ulong)random.NextInt64());
    }

    /// <summary>Puts indices where the graph looks up.</summary>
    private static void PutIndices(Random random, ComputationGraph graph, double[] input, int batch)
    {
        foreach (var check in IndexCheck.Of(graph))
        {
            for (var element = 0; element < batch * check.Length; element++)
            {
                var (sample, index) = (element / check.Length, element % check.Length);
                input[(sample * (input.Length / batch)) + check.Start + (index * check.Step)] = random.Next(check.Count);
            }
        }
    }

    private static double[] Draw(Random random, Parameter parameter)
    {
        var values = Values(random, parameter.Shape.Elements, Spread(parameter));
        return parameter.ParameterName.EndsWith("Variance", StringComparison.Ordinal)
            ? [.. values.Select(static value => (double)(float)(value + 1.2))]
            : values;
    }

    /// <summary>As wide as a fresh or trained network has it: the sums over the features stay near 1.</summary>
    private static double Spread(Parameter parameter) =>
        parameter.Shape.Rank < 2 || parameter.ParameterName.EndsWith("centers", StringComparison.Ordinal)
            ? 0.9
            : 1.6 / Math.Sqrt(parameter.Shape.Last);

    private static double[] Targets(Random random, LossDeclaration? loss, int batch, Shape output) => (loss as StandardLoss)?.Kind switch
    {
        null => loss is SymbolicLoss symbolic ? Values(random, batch * symbolic.Targets.Sum(static target => target.Elements), 1.5) : [],
        Declaration.LossKind.CrossEntropy =>
            [.. Enumerable.Range(0, batch * (output.Elements / output.Last)).Select(_ => (double)random.Next(output.Last))],
        Declaration.LossKind.BinaryCrossEntropy =>
            [.. Enumerable.Range(0, batch * output.Elements).Select(_ => (double)random.NextSingle())],
        Declaration.LossKind.GaussianNegativeLogLikelihood => Values(random, batch * output.Elements / 2, 1.5),
        _ => Values(random, batch * output.Elements, 1.5),
    };

    private static double[] Values(Random random, int count, double spread) =>
        [.. Enumerable.Range(0, count).Select(_ => (double)(float)(((random.NextDouble() * 2) - 1) * spread))];
}
