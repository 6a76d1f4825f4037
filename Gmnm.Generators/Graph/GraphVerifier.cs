using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph;

/// <summary>Checks the rules that every graph keeps, whatever the phase.</summary>
internal static class GraphVerifier
{
    /// <exception cref="InvalidGraphException">A rule is broken.</exception>
    public static void Verify(ComputationGraph graph)
    {
        for (var id = 0; id < graph.Nodes.Length; id++)
        {
            var node = graph.Nodes[id];
            Require(node.Id == id, $"node {id} calls itself {node.Id}");
            Require(node.Inputs.Count == node.Op.Arity, $"%{id} {node.Op} has {node.Inputs.Count} inputs");
            Require(node.Inputs.All(input => input >= 0 && input < id), $"%{id} {node.Op} reads a later node");
            var shape = node.Op.InferShape([.. graph.InputsOf(node).Select(static input => input.Shape)]);
            Require(shape == node.Shape, $"%{id} {node.Op} has shape {node.Shape}, its inputs give {shape}");
            Require(node.Shape.Sizes.Skip(1).All(static size => size > 0), $"%{id} {node.Op} has a size below 1");
        }

        foreach (var output in graph.Outputs)
        {
            Require(output.Node >= 0 && output.Node < graph.Nodes.Length, $"{output.Kind} {output.Name} names no node");
            Require(
                output.Kind != OutputKind.Loss || graph[output.Node].Shape == Shape.Of(1, 1),
                $"the loss has shape {graph[output.Node].Shape}");
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidGraphException(message);
        }
    }
}
