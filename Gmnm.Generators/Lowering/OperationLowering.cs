using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Lowering.Operations;

namespace Gmnm.Generators.Lowering;

/// <summary>From each kind of operation to its lowering.</summary>
internal static class OperationLowering
{
    /// <param name="context">The graph.</param>
    /// <param name="layers">What calls refer to.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="operands">What it reads.</param>
    public static Node Lower(
        LoweringContext context, IReadOnlyList<LayerDeclaration> layers, Operation operation, IReadOnlyList<Node> operands) => operation switch
    {
        LayerCall call => Call(context, layers[call.Layer], operands),
        GradientOperation => DerivativeLowering.Gradient(context, operands[0], operands[1]),
        LaplacianOperation => DerivativeLowering.Laplacian(context, operands[0], operands[1]),
        _ => throw new InvalidGraphException($"No lowering for {operation.GetType().Name}."),
    };

    private static Node Call(LoweringContext context, LayerDeclaration layer, IReadOnlyList<Node> operands)
    {
        context.Frozen = layer.Frozen;
        return LayerLowering.Lower(context, layer, operands);
    }
}
