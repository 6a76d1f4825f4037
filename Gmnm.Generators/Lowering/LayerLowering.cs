using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Lowering.Layers;

namespace Gmnm.Generators.Lowering;

/// <summary>From each kind of layer to its lowering.</summary>
internal static class LayerLowering
{
    public static Node Lower(LoweringContext context, LayerDeclaration layer, Node input) => layer switch
    {
        LinearLayer linear => LinearLowering.Lower(context, linear, input),
        GmnmLayer gmnm => GmnmLowering.Lower(context, gmnm, input),
        ActivationLayer activation => ActivationLowering.Lower(context, activation, input),
        SoftmaxLayer => SoftmaxLowering.Lower(context, input),
        LayerNormLayer norm => LayerNormLowering.Lower(context, norm, input),
        DropoutLayer dropout => DropoutLowering.Lower(context, dropout, input),
        FlattenLayer => ReshapeLowering.Flatten(context, input),
        ReshapeLayer reshape => ReshapeLowering.Lower(context, reshape, input),
        _ => throw new InvalidGraphException($"No lowering for {layer.GetType().Name}."),
    };
}
