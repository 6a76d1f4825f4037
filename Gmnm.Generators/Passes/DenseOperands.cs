using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Passes;

/// <summary>
/// In the body of a loop over time: a step's samples are apart by the length of the sequence. Elementwise loops, sums along
/// a row and matrix products take that as it is; everything else gets a dense copy, or has its dense result moved.
/// </summary>
internal static class DenseOperands
{
    public static ComputationGraph Run(ComputationGraph graph)
    {
        var number = 0;
        var dense = new Dictionary<int, Node>();
        var consumers = graph.Consumers();
        var rewritten = GraphRewriter.Rewrite(graph, (builder, node, inputs) =>
        {
            Node Operand(Node input, int index)
            {
                if (input.Op is not StepInput || Takes(graph, consumers, node, index))
                {
                    return input;
                }

                if (!dense.TryGetValue(input.Id, out var copy))
                {
                    dense.Add(input.Id, copy = builder.Add(new Dense(number++), input));
                }

                return copy;
            }

            return builder.Add(node.Op, [.. inputs.Select(Operand)]);
        });
        var result = GraphRewriter.ToBuilder(rewritten);
        var readers = rewritten.Consumers();
        return result.Build([.. rewritten.Outputs.Select(output =>
        {
            var node = rewritten[output.Node];
            result.Layer = node.Layer;
            return output.Kind != OutputKind.StepResult || (Gives(node) && ReadersTake(rewritten, readers, node.Id))
                ? output
                : output with { Node = result.Add(new Dense(number++), result.Nodes[node.Id]).Id };
        })]);
    }

    /// <summary>Whether a node reads an operand whose samples are apart.</summary>
    private static bool Takes(ComputationGraph graph, ImmutableArray<ImmutableArray<int>> consumers, Node node, int operand)
    {
        var input = graph[node.Inputs[operand]];
        return input.Shape.Elements > 1 && node.Op switch
        {
            MatMul { Form: not MatMulForm.TransposedLeft } => operand == 0 && input.Shape.Rank == 2,
            ProductSum => operand % 2 == 0 && input.Shape.Rank == 2,
            Broadcast => ReadersTake(graph, consumers, node.Id),
            Dense => true,
            var op => OpClasses.IsElementwise(op) || OpClasses.IsReduction(op),
        };
    }

    private static bool ReadersTake(ComputationGraph graph, ImmutableArray<ImmutableArray<int>> consumers, int id) =>
        consumers[id].All(reader => graph[reader].Inputs.Items
            .Select(static (input, operand) => (input, operand))
            .All(read => read.input != id || Takes(graph, consumers, graph[reader], read.operand)));

    /// <summary>Whether a node writes samples that are apart.</summary>
    private static bool Gives(Node node) => node.Shape.Elements > 1
        && (OpClasses.IsElementwise(node.Op) || node.Op is Dense
            || (node.Op is ProductSum or MatMul { Form: not MatMulForm.TransposedLeft } && node.Shape.Rank == 2));
}
