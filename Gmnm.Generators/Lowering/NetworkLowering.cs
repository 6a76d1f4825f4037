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
        var values = Values(network);
        return values.Context.Graph.Build([new GraphOutput(OutputKind.Prediction, "", Prediction(network, values).Id)]);
    }

    /// <summary>The values of the network, without dropout.</summary>
    /// <exception cref="DeclarationException">The user declared something that does not fit.</exception>
    public static LoweredValues Values(NetworkDeclaration network) => Values(network, training: false);

    /// <summary>From the input and the target to the mean loss, with dropout.</summary>
    public static ComputationGraph Training(NetworkDeclaration network, LossDeclaration loss)
    {
        var values = Values(network, training: true);
        return WithLoss(values.Context, loss, Prediction(network, values));
    }

    /// <summary>From a prediction and the target to the mean loss.</summary>
    public static ComputationGraph Loss(LossDeclaration loss, Shape prediction)
    {
        var graph = new GraphBuilder();
        var input = graph.Named(graph.Add(new Input(prediction)), "prediction");
        return WithLoss(new LoweringContext(graph, training: true), loss, input);
    }

    private static Node Prediction(NetworkDeclaration network, LoweredValues values) => network.Outputs.Count == 1
        ? values.Operands[network.Outputs[0].Value]
        : throw new InvalidGraphException("No lowering for several outputs.");

    private static LoweredValues Values(NetworkDeclaration network, bool training)
    {
        var context = new LoweringContext(new GraphBuilder(), training);
        var operands = ImmutableArray.CreateBuilder<Node>();
        operands.AddRange(AtPlace(context, CompilerError.Network, () => Inputs(context.Graph, network.Inputs).ToArray()));
        for (var place = 0; place < network.Values.Count; place++)
        {
            var value = network.Values[place];
            operands.Add(AtPlace(context, place, () =>
            {
                var first = context.Graph.Nodes.Count;
                var node = OperationLowering.Lower(context, network.Layers, value.Operation, [.. value.Operands.Select(id => operands[id])]);
                SizeLimits.CheckNodes(context, node, first);
                return context.Graph.Named(node, value.Name);
            }));
        }

        return new LoweredValues(context, operands.ToImmutable());
    }

    private static T AtPlace<T>(LoweringContext context, int place, Func<T> work)
    {
        context.Place = place;
        try
        {
            return Phase.Run("lowering", work, place);
        }
        catch (CompilerDefectException defect) when (defect.InnerException is OverflowException)
        {
            throw SizeLimits.Overflow(place);
        }
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
            var part = graph.Add(new Slice(1, offset, input.Elements), all);
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
