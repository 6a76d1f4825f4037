using System.Collections.Immutable;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering;

/// <summary>Turns a declaration into graphs: of the prediction, and of the loss.</summary>
internal static class NetworkLowering
{
    /// <summary>From the input to the prediction.</summary>
    public static ComputationGraph Inference(NetworkDeclaration network)
    {
        var graph = new GraphBuilder();
        var prediction = Layers(new LoweringContext(graph, training: false), network);
        return graph.Build([new GraphOutput(OutputKind.Prediction, "", prediction.Id)]);
    }

    /// <summary>The shape of one sample after each layer.</summary>
    public static ImmutableArray<Shape> LayerShapes(NetworkDeclaration network)
    {
        var context = new LoweringContext(new GraphBuilder(), training: false);
        return [.. Values(context, network).Skip(1).Select(static value => value.Shape.WithoutBatch())];
    }

    /// <summary>From the input and the target to the mean loss, with dropout.</summary>
    public static ComputationGraph Training(NetworkDeclaration network, LossDeclaration loss)
    {
        var graph = new GraphBuilder();
        var context = new LoweringContext(graph, training: true);
        return WithLoss(context, loss, Layers(context, network));
    }

    /// <summary>From a prediction and the target to the mean loss.</summary>
    public static ComputationGraph Loss(LossDeclaration loss, Shape prediction)
    {
        var graph = new GraphBuilder();
        var input = graph.Named(graph.Add(new Input(prediction)), "prediction");
        return WithLoss(new LoweringContext(graph, training: true), loss, input);
    }

    private static Node Layers(LoweringContext context, NetworkDeclaration network) => Values(context, network).Last();

    /// <summary>The input, and the result of each layer.</summary>
    private static IEnumerable<Node> Values(LoweringContext context, NetworkDeclaration network)
    {
        var value = context.Graph.Named(context.Graph.Add(new Input(Shape.OfBatch([.. network.InputShape]))), "input");
        yield return value;
        for (var index = 0; index < network.Layers.Count; index++)
        {
            var (layer, input) = (network.Layers[index], value);
            context.Layer = index;
            value = context.Graph.Named(Phase.Run("lowering", () => LayerLowering.Lower(context, layer, input), index), layer.Name);
            yield return value;
        }
    }

    private static ComputationGraph WithLoss(LoweringContext context, LossDeclaration loss, Node prediction)
    {
        context.Layer = CompilerError.Loss;
        var result = context.Graph.Named(LossLowering.Lower(context, loss, prediction), "loss");
        return context.Graph.Build([new GraphOutput(OutputKind.Loss, "", result.Id)]);
    }
}
