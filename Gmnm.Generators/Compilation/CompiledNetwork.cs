using System.Collections.Immutable;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Differentiation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Lowering;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Passes;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Compilation;

/// <summary>Everything that emission writes down, decided.</summary>
/// <param name="Declaration">What the user wrote.</param>
/// <param name="Layers">What each layer is and costs.</param>
/// <param name="Parameters">The flat parameter buffer.</param>
/// <param name="Inference">From input to prediction.</param>
/// <param name="Training">From input and target to loss and gradients; null without a loss.</param>
/// <param name="Loss">From prediction and target to loss; null without a loss.</param>
internal sealed record CompiledNetwork(
    NetworkDeclaration Declaration,
    ImmutableArray<CompiledLayer> Layers,
    ParameterLayout Parameters,
    CompiledProgram Inference,
    CompiledProgram? Training,
    CompiledProgram? Loss)
{
    /// <summary>Arena sizes beyond this many floats leave the second-level cache.</summary>
    private const int TileBudget = 64 * 1024;

    public Shape OutputShape => Layers[^1].OutputShape;

    /// <summary>Shape of the target of one sample; null without a loss.</summary>
    public Shape? TargetShape => Loss?.Graph.Nodes.Select(static node => node.Op).OfType<Target>().Single().TargetShape.WithoutBatch();

    /// <summary>Samples that inference takes through the whole network at once, so that they stay in the cache.</summary>
    public int TileRows
    {
        get
        {
            var rows = 256;
            while (rows > 16 && (long)Inference.Memory.PerRow * rows > TileBudget)
            {
                rows /= 2;
            }

            return rows;
        }
    }

    /// <exception cref="DeclarationException">The user declared something that does not fit.</exception>
    public static CompiledNetwork Compile(NetworkDeclaration network)
    {
        var lowered = NetworkLowering.Inference(network);
        var layout = ParameterLayout.Of(lowered);
        var shapes = NetworkLowering.LayerShapes(network);
        var inference = CompiledProgram.Compile(Phase.Run("passes", () => Pipeline.Inference(lowered)), layout, keepPrepared: true);
        var layers = network.Layers.Items.Select((layer, index) => new CompiledLayer(
            layer,
            shapes[index],
            layout.Slots.Where(slot => slot.Layer == index).Sum(static slot => slot.Parameter.Shape.Elements),
            MultiplyAccumulates(inference, index)));
        var (training, loss) = network.Loss is { } declared
            ? (Train(network, declared, layout), LossOnly(declared, lowered, layout))
            : (null, null);
        return new(network, [.. layers], layout, inference, training, loss);
    }

    private static CompiledProgram Train(NetworkDeclaration network, LossDeclaration loss, ParameterLayout layout)
    {
        var lowered = Phase.Run("lowering", () => NetworkLowering.Training(network, loss));
        var differentiated = Phase.Run("differentiation", () => ReverseMode.Differentiate(lowered));
        return CompiledProgram.Compile(Phase.Run("passes", () => Pipeline.Training(differentiated)), layout, keepPrepared: false);
    }

    private static CompiledProgram LossOnly(LossDeclaration loss, ComputationGraph inference, ParameterLayout layout)
    {
        var prediction = inference[inference.Outputs.Single().Node].Shape;
        return CompiledProgram.Compile(Pipeline.Training(NetworkLowering.Loss(loss, prediction)), layout, keepPrepared: false);
    }

    private static long MultiplyAccumulates(CompiledProgram program, int layer) => program.Graph.Nodes
        .Where(node => node.Layer == layer && program.Plan.GroupOf[node.Id] is >= 0 and var group && !program.Prepared[group])
        .Sum(node => node.Op.MultiplyAccumulates([.. program.Graph.InputsOf(node).Select(static input => input.Shape)], node.Shape));
}

/// <summary>A layer and its cost for one sample.</summary>
internal sealed record CompiledLayer(LayerDeclaration Declaration, Shape OutputShape, int ParameterCount, long MultiplyAccumulates);
