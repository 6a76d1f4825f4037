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
/// <param name="Values">What each value is and costs.</param>
/// <param name="Parameters">The flat parameter buffer.</param>
/// <param name="Inference">From input to prediction.</param>
/// <param name="Training">From input and target to loss and gradients; null without a loss.</param>
/// <param name="Loss">From prediction and target to loss; null without a loss.</param>
internal sealed record CompiledNetwork(
    NetworkDeclaration Declaration,
    ImmutableArray<CompiledValue> Values,
    ParameterLayout Parameters,
    CompiledProgram Inference,
    CompiledProgram? Training,
    CompiledProgram? Loss)
{
    /// <summary>Arena sizes beyond this many floats leave the second-level cache.</summary>
    private const int TileBudget = 64 * 1024;

    /// <summary>Shape of one input sample: of the only input, or of all of them one after the other.</summary>
    public Shape InputShape => Inference.Graph.Nodes.Select(static node => node.Op).OfType<Input>().Single().InputShape.WithoutBatch();

    /// <summary>Shape of one output sample: of the only output, or of all of them one after the other.</summary>
    public Shape OutputShape => Inference.Graph[Inference.Graph.Outputs.Single().Node].Shape.WithoutBatch();

    /// <summary>Shape of the target of one sample; null without a loss.</summary>
    public Shape? TargetShape => Loss?.Graph.Nodes.Select(static node => node.Op).OfType<Target>().Single().TargetShape.WithoutBatch();

    /// <summary>The indices in an input sample.</summary>
    public ImmutableArray<IndexCheck> IndexChecks =>
        [.. IndexCheck.Of(Inference.Graph).Concat(Training is null ? [] : IndexCheck.Of(Training.Graph)).Distinct()];

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
        var shapes = NetworkLowering.Values(network).Operands.RemoveRange(0, network.Inputs.Count).Select(static node => node.Shape.WithoutBatch()).ToArray();
        var lowered = Phase.Run("differentiation", () => DerivativeExpansion.Run(NetworkLowering.Inference(network)));
        var layout = ParameterLayout.Of(lowered);
        var inference = CompiledProgram.Compile(Phase.Run("passes", () => Pipeline.Inference(lowered)), layout, keepPrepared: true);
        var values = network.Values.Items.Select((value, place) => new CompiledValue(
            value,
            network.LayerAt(place),
            shapes[place],
            ParameterLayout.CountOf(layout.Slots.Where(slot => slot.Layer == place)),
            MultiplyAccumulates(inference, place)));
        var (training, loss) = network.Loss is { } declared
            ? (Train(network, declared, layout), LossOnly(declared, lowered, layout))
            : (null, null);
        return new(network, [.. values], layout, inference, training, loss);
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

    private static long MultiplyAccumulates(CompiledProgram program, int place) => program.Graph.Nodes
        .Where(node => node.Layer == place && program.Plan.GroupOf[node.Id] is >= 0 and var group && !program.Prepared[group])
        .Sum(node => node.Op.MultiplyAccumulates([.. program.Graph.InputsOf(node).Select(static input => input.Shape)], node.Shape));
}

/// <summary>A value and its cost for one sample.</summary>
/// <param name="Declaration">The value.</param>
/// <param name="Layer">The layer that it calls; null for an operation.</param>
/// <param name="Shape">Shape of one sample.</param>
/// <param name="ParameterCount">Scalars of the layer, running statistics aside; 0 where an earlier call has counted them.</param>
/// <param name="MultiplyAccumulates">Multiply-accumulates of one sample.</param>
internal sealed record CompiledValue(
    ValueDeclaration Declaration, LayerDeclaration? Layer, Shape Shape, int ParameterCount, long MultiplyAccumulates);
