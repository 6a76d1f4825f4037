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
/// <param name="Inputs">The inputs in one input sample, one after the other.</param>
/// <param name="Outputs">The outputs in one output sample, one after the other.</param>
/// <param name="Targets">The targets in one target, one after the other; empty without a loss.</param>
/// <param name="Values">What each place is and costs.</param>
/// <param name="Parameters">The flat parameter buffer.</param>
/// <param name="Inference">From input to prediction.</param>
/// <param name="Training">From input and target to loss and gradients; null without a loss.</param>
/// <param name="Loss">From prediction (or input) and target to loss; null without a loss.</param>
internal sealed record CompiledNetwork(
    NetworkDeclaration Declaration,
    ImmutableArray<CompiledTensor> Inputs,
    ImmutableArray<CompiledTensor> Outputs,
    ImmutableArray<CompiledTensor> Targets,
    ImmutableArray<CompiledValue> Values,
    ParameterLayout Parameters,
    CompiledProgram Inference,
    CompiledProgram? Training,
    CompiledProgram? Loss)
{
    /// <summary>Arena sizes beyond this many floats leave the second-level cache.</summary>
    private const int TileBudget = 64 * 1024;

    /// <summary>Shape of one input sample: of the only input, or of all of them one after the other.</summary>
    public Shape InputShape => CompiledTensor.Join(Inputs);

    /// <summary>Shape of one output sample, likewise.</summary>
    public Shape OutputShape => CompiledTensor.Join(Outputs);

    /// <summary>The programs for a GPU; null where the package for it is not referenced.</summary>
    public CompiledGpu? Gpu { get; init; }

    /// <summary>Why there are no programs for a GPU although the package is referenced; null where they are there.</summary>
    public CompilerError? GpuLimit { get; init; }

    /// <summary>One step of the prediction; null where the user does not want it.</summary>
    public CompiledStream? Stream { get; init; }

    /// <summary>Floats in one target; 0 without a loss, and for one that takes none.</summary>
    public int TargetLength => Targets.Sum(static target => target.Shape.Elements);

    /// <summary>Whether the program of the loss reads the prediction, not the input.</summary>
    public bool IsLossOfOutputs => LossReach.IsOutputsAlone(Declaration, Declaration.Loss!);

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
    /// <param name="network">What the user wrote.</param>
    /// <param name="forGpu">Whether there are programs for a GPU too.</param>
    public static CompiledNetwork Compile(NetworkDeclaration network, bool forGpu = false)
    {
        var lowered = NetworkLowering.Values(network);
        var layout = ParameterLayout.Of(lowered.Graph);
        var expanded = Phase.Run("differentiation", () => DerivativeExpansion.Run(NetworkLowering.Inference(network)));
        var inference = CompiledProgram.Compile(Phase.Run("passes", () => Pipeline.Inference(expanded)), layout, keepPrepared: true);
        inference = inference with { Single = SingleSample.Of(inference) };
        var differentiated = network.Loss is { } trained ? Differentiate(network, trained) : null;
        var training = differentiated is null ? null : CompiledProgram.Compile(
            Phase.Run("passes", () => Pipeline.Training(differentiated)), layout, keepPrepared: false, isShared: true);
        var loweredLoss = network.Loss is { } declared ? LossOnly(network, declared) : null;
        var loss = loweredLoss is null ? null : CompiledProgram.Compile(
            Phase.Run("passes", () => Pipeline.Training(loweredLoss)), layout, keepPrepared: false);
        var limit = forGpu ? GpuLimits.Of(expanded) ?? (differentiated is null ? null : GpuLimits.Of(differentiated)) : null;
        return new(
            network,
            CompiledTensor.Sequence(network.Inputs.Select(static input => (input.Name, new Shape(input.Shape)))),
            CompiledTensor.Sequence(network.Outputs.Select(output => (output.Name, lowered.ShapeOf(network, output.Value).WithoutBatch()))),
            TargetsOf(network, loss),
            [.. network.Places.Select((value, place) => Describe(network, value, place, lowered, layout, inference))],
            layout,
            inference,
            training,
            loss)
        {
            Stream = network.Streaming ? CompiledStream.Compile(expanded, layout) : null,
            GpuLimit = limit,
            Gpu = forGpu && limit is null ? CompiledGpu.Compile(expanded, differentiated, loweredLoss, layout) : null,
        };
    }

    private static ComputationGraph Differentiate(NetworkDeclaration network, LossDeclaration loss)
    {
        var lowered = Phase.Run("lowering", () => NetworkLowering.Training(network, loss));
        return Phase.Run("differentiation", () => ReverseMode.Differentiate(lowered));
    }

    private static ComputationGraph LossOnly(NetworkDeclaration network, LossDeclaration loss)
    {
        var lowered = Phase.Run("lowering", () => NetworkLowering.Loss(network, loss));
        return Phase.Run("differentiation", () => DerivativeExpansion.Run(lowered));
    }

    private static ImmutableArray<CompiledTensor> TargetsOf(NetworkDeclaration network, CompiledProgram? loss) => CompiledTensor.Sequence(
        network.Loss is SymbolicLoss symbolic
            ? symbolic.Targets.Select(static target => (target.Name, new Shape(target.Shape)))
            : loss?.Graph.Nodes.Select(static node => node.Op).OfType<Target>().Select(static target => ("target", target.TargetShape.WithoutBatch())) ?? []);

    private static CompiledValue Describe(
        NetworkDeclaration network, ValueDeclaration value, int place, LoweredValues lowered, ParameterLayout layout, CompiledProgram inference) => new(
            value,
            network.LayerAt(place),
            lowered.Places[place].Shape.WithoutBatch(),
            ParameterLayout.CountOf(layout.Slots.Where(slot => slot.Layer == place)),
            MultiplyAccumulates(inference, place));

    private static long MultiplyAccumulates(CompiledProgram program, int place) => program.Graph.Nodes
        .Where(node => node.Layer == place && program.Plan.GroupOf[node.Id] is >= 0 and var group && !program.Prepared[group])
        .Sum(node => node.Op.MultiplyAccumulates([.. program.Graph.InputsOf(node).Select(static input => input.Shape)], node.Shape));
}
