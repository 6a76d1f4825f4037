using System.Collections.Immutable;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering;

/// <summary>Turns a declaration into graphs: of the prediction, and of the loss.</summary>
internal static class NetworkLowering
{
    /// <summary>From the input to the prediction.</summary>
    public static ComputationGraph Inference(NetworkDeclaration network)
    {
        var graph = new GraphBuilder();
        var context = new LoweringContext(graph, training: false);
        var prediction = Prediction(network, Values(context, network));
        return graph.Build([new GraphOutput(OutputKind.Prediction, "", prediction.Id)]);
    }

    /// <summary>The shape of one sample of each value.</summary>
    public static ImmutableArray<Shape> ValueShapes(NetworkDeclaration network)
    {
        var context = new LoweringContext(new GraphBuilder(), training: false);
        return [.. Values(context, network).Skip(network.Inputs.Count).Select(static value => value.Shape.WithoutBatch())];
    }

    /// <summary>From the input and the target to the mean loss, with dropout.</summary>
    public static ComputationGraph Training(NetworkDeclaration network, LossDeclaration loss)
    {
        var graph = new GraphBuilder();
        var context = new LoweringContext(graph, training: true);
        return WithLoss(context, loss, Prediction(network, Values(context, network)));
    }

    /// <summary>From a prediction and the target to the mean loss.</summary>
    public static ComputationGraph Loss(LossDeclaration loss, Shape prediction)
    {
        var graph = new GraphBuilder();
        var input = graph.Named(graph.Add(new Input(prediction)), "prediction");
        return WithLoss(new LoweringContext(graph, training: true), loss, input);
    }

    private static Node Prediction(NetworkDeclaration network, List<Node> values) => network.Outputs.Count == 1
        ? values[network.Outputs[0].Value]
        : throw new InvalidGraphException("No lowering for several outputs.");

    /// <summary>The operands by id: the inputs, and each value.</summary>
    private static List<Node> Values(LoweringContext context, NetworkDeclaration network)
    {
        var values = new List<Node>(Inputs(context.Graph, network.Inputs));
        for (var place = 0; place < network.Values.Count; place++)
        {
            var value = network.Values[place];
            Node[] operands = [.. value.Operands.Select(id => values[id])];
            context.Place = place;
            var node = Phase.Run("lowering", () => OperationLowering.Lower(context, network.Layers, value.Operation, operands), place);
            values.Add(context.Graph.Named(node, value.Name));
        }

        return values;
    }

    /// <summary>The samples' inputs, which lie one after the other.</summary>
    private static IEnumerable<Node> Inputs(GraphBuilder graph, EquatableArray<InputDeclaration> inputs)
    {
        if (inputs.Count == 1)
        {
            yield return graph.Named(graph.Add(new Input(Shape.OfBatch([.. inputs[0].Shape]))), inputs[0].Name);
            yield break;
        }

        var all = graph.Named(graph.Add(new Input(Shape.OfBatch(inputs.Sum(static input => input.Elements)))), "inputs");
        var offset = 0;
        foreach (var input in inputs)
        {
            var part = graph.Add(new Slice(offset, input.Elements), all);
            yield return graph.Named(graph.Reshape(part, Shape.OfBatch([.. input.Shape])), input.Name);
            offset += input.Elements;
        }
    }

    private static ComputationGraph WithLoss(LoweringContext context, LossDeclaration loss, Node prediction)
    {
        context.Place = CompilerError.Loss;
        var result = loss is StandardLoss standard
            ? LossLowering.Lower(context, standard, prediction)
            : throw new InvalidGraphException($"No lowering for {loss.GetType().Name}.");
        return context.Graph.Build(
            [new GraphOutput(OutputKind.Loss, "", context.Graph.Named(result, "loss").Id), .. context.StateUpdates]);
    }
}
