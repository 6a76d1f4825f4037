using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Lowering.Layers;
using Gmnm.Generators.Lowering.Operations;

namespace Gmnm.Generators.Lowering;

/// <summary>From each kind of operation to its lowering.</summary>
internal static class OperationLowering
{
    /// <param name="context">The graph.</param>
    /// <param name="layers">What calls refer to.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="operands">What it reads: tensors with the batch as axis 0, and numbers.</param>
    public static Node Lower(
        LoweringContext context, IReadOnlyList<LayerDeclaration> layers, Operation operation, IReadOnlyList<Node> operands)
    {
        var graph = context.Graph;
        switch (operation)
        {
            case ConstantOperation constant:
                return graph.Constant(constant.Value);
            case BinaryOperation binary:
                return ElementwiseLowering.Binary(context, binary.Kind, operands);
            case WhereOperation:
                return ElementwiseLowering.Where(context, operands);
        }

        Node[] tensors = [.. operands.Select(operand => Stretching.Tensor(context, operand))];
        return operation switch
        {
            LayerCall call => Call(context, layers[call.Layer], tensors),
            UnaryOperation unary => ElementwiseLowering.Unary(context, unary.Kind, tensors[0]),
            ActivationOperation activation =>
                ActivationLowering.Lower(context, new ActivationLayer("", activation.Activation, activation.NegativeSlope), tensors[0]),
            PowerOperation power => PowerLowering.Lower(context, power.Exponent, tensors[0]),
            ClampOperation clamp => graph.Add(new Clamp(clamp.Low, clamp.High), tensors[0]),
            ReduceOperation reduce => ReduceLowering.Lower(context, reduce, tensors[0]),
            SoftmaxOperation softmax => SoftmaxLowering.Lower(context.Graph, tensors[0], SampleAxis.Of(context, tensors[0], softmax.Axis)),
            MatMulOperation => MatMulLowering.Lower(context, tensors[0], tensors[1]),
            ConcatOperation concat => Arrangement.Concat(context, concat.Axis, tensors),
            SplitOperation split => PartLowering.Split(context, split, tensors[0]),
            SliceOperation slice => PartLowering.Slice(context, slice, tensors[0]),
            IndexOperation index => PartLowering.Index(context, index.Ranges, tensors[0]),
            TransposeOperation => Arrangement.Transpose(context, tensors[0]),
            PermuteOperation permute => Arrangement.Permute(context, permute.Axes, tensors[0]),
            ReshapeOperation reshape => ReshapeLowering.Lower(context, reshape.Shape, tensors[0]),
            FlattenOperation => ReshapeLowering.Flatten(context, tensors[0]),
            GradientOperation => DerivativeLowering.Gradient(context, tensors[0], tensors[1]),
            LaplacianOperation => DerivativeLowering.Laplacian(context, tensors[0], tensors[1]),
            _ => throw new InvalidGraphException($"No lowering for {operation.GetType().Name}."),
        };
    }

    private static Node Call(LoweringContext context, LayerDeclaration layer, IReadOnlyList<Node> operands)
    {
        context.Frozen = layer.Frozen;
        return LayerLowering.Lower(context, layer, operands);
    }
}
