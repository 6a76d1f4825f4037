using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering;

/// <summary>Turns a declaration into graphs: of the prediction, and of the loss.</summary>
internal static class NetworkLowering
{
    /// <summary>From the input to the prediction.</summary>
    /// <exception cref="DeclarationException">The user declared something that does not fit.</exception>
    public static ComputationGraph Inference(NetworkDeclaration network)
    {
        var (context, values) = Begin(network, training: false);
        values.AddNetwork();
        return context.Graph.Build([new GraphOutput(OutputKind.Prediction, "", values.Prediction().Id)]);
    }

    /// <summary>Everything that the declaration names, without dropout: the network's values and those of a symbolic loss.</summary>
    /// <exception cref="DeclarationException">The user declared something that does not fit.</exception>
    public static LoweredValues Values(NetworkDeclaration network)
    {
        var (context, values) = Begin(network, training: false);
        values.AddNetwork();
        var first = network.Inputs.Count;
        var places = Enumerable.Range(first, network.Values.Count);
        if (network.Loss is SymbolicLoss loss)
        {
            values.AddLoss(loss);
            places = places.Concat(Enumerable.Range(first + network.Values.Count + loss.Targets.Count, loss.Values.Count));
        }

        return new LoweredValues(
            context.Graph.Build([]),
            [.. network.Inputs.Select((_, id) => values[id])],
            [.. places.Select(id => values[id])],
            values.Prediction());
    }

    /// <summary>From the input and the target to the mean loss, with dropout.</summary>
    public static ComputationGraph Training(NetworkDeclaration network, LossDeclaration loss)
    {
        var (context, values) = Begin(network, training: true);
        values.AddNetwork();
        return WithLoss(context, values, network, loss);
    }

    /// <summary>
    /// From the target and the prediction to the mean loss, without dropout; from the input, computing the network's values again,
    /// where the loss reads more than outputs.
    /// </summary>
    public static ComputationGraph Loss(NetworkDeclaration network, LossDeclaration loss)
    {
        var (context, values) = Begin(network, training: false);
        if (LossReach.IsOutputsAlone(network, loss))
        {
            var lowered = Values(network);
            var prediction = context.Graph.Named(context.Graph.Add(new Input(lowered.Prediction.Shape)), "prediction");
            values.SetPrediction(prediction, [.. network.Outputs.Select(output => lowered.ShapeOf(network, output.Value))]);
        }
        else
        {
            values.AddNetwork();
        }

        return WithLoss(context, values, network, loss);
    }

    private static (LoweringContext Context, ValueLowering Values) Begin(NetworkDeclaration network, bool training)
    {
        var context = new LoweringContext(new GraphBuilder(), training);
        return (context, new ValueLowering(network, context));
    }

    private static ComputationGraph WithLoss(
        LoweringContext context, ValueLowering values, NetworkDeclaration network, LossDeclaration loss)
    {
        var value = loss is SymbolicLoss symbolic ? values.AddLoss(symbolic) : null;
        var result = ValueLowering.AtPlace(context, CompilerError.Loss, () => loss is StandardLoss standard
            ? LossLowering.Lower(context, standard, values[Single(network).Value])
            : LossLowering.MeanOfAll(context.Graph, value!));
        return context.Graph.Build(
            [new GraphOutput(OutputKind.Loss, "", context.Graph.Named(result, "loss").Id), .. context.StateUpdates]);
    }

    /// <summary>The only output: parsing reports GMNM0087 where a loss of the library meets several.</summary>
    private static OutputDeclaration Single(NetworkDeclaration network) => network.Outputs.Count == 1
        ? network.Outputs[0]
        : throw new InvalidGraphException($"A loss of the library takes one output, but there are {network.Outputs.Count}.");
}
