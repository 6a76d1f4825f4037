using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>Writes a matrix product with its epilogue.</summary>
internal static class GpuMatMulEmitter
{
    public static void Emit(GpuContext context, MatMulGroup group, string name, string summary)
    {
        var product = context.Graph[group.Product];
        var (left, right) = (context.Graph[product.Inputs[0]], context.Graph[product.Inputs[1]]);
        var epilogue = context.Unique(name + "Epilogue");
        var form = ((MatMul)product.Op).Form;
        var isSum = form == MatMulForm.TransposedLeft;
        var parts = isSum ? GpuProduct.Split(context, product.Shape) : null;
        var body = EpilogueOf(context, group);
        var areFours = parts is null && body.AreFours;
        new GpuProduct(
            isSum ? (left.Shape.Last, false) : GpuContext.RowsOf(left.Shape),
            (product.Shape.Last, false),
            isSum ? GpuContext.RowsOf(left.Shape) : (left.Shape.Last, false),
            isSum ? GpuOperand.DepthMajor(context, left, left.Shape.Last) : GpuOperand.LineMajor(context, left, left.Shape.Last),
            form == MatMulForm.TransposedRight ? GpuOperand.LineMajor(context, right, right.Shape.Last) : GpuOperand.DepthMajor(context, right, right.Shape.Last),
            $"new {epilogue}(memory)")
        {
            Parts = parts,
            IsWhole = areFours,
        }.Emit(context, name, summary);
        body.Emit(epilogue, areFours);
    }

    /// <summary>What happens to the product in registers.</summary>
    public static GpuEpilogue EpilogueOf(GpuContext context, MatMulGroup group) =>
        new(context, group, group.Space, id => id == group.Product ? "accumulator" : null);

    /// <summary>A product for each index of the leading axes.</summary>
    public static void EmitBatch(GpuContext context, Node product, string name, string summary)
    {
        var (left, right) = (context.Graph[product.Inputs[0]], context.Graph[product.Inputs[1]]);
        var op = (BatchMatMul)product.Op;
        var rank = product.Shape.Rank;
        var (rows, columns, depth) = (product.Shape.Sizes[rank - 2], product.Shape.Last, op.Depth(left.Shape));
        var batch = (Count: product.Shape.Elements / (rows * columns), product.Shape.IsBatched);
        var result = Of(product, rows * columns);
        var areFours = GpuOperand.AreFours(result, columns, columns);
        new GpuProduct(
            (rows, false),
            (columns, false),
            (depth, false),
            Operand(left, op.Form == MatMulForm.TransposedLeft, rows * depth),
            Operand(right, op.Form != MatMulForm.TransposedRight, columns * depth),
            $"new Written{(areFours ? "Fours" : "")}({result.Text}, {Literal.Int(columns)})")
        {
            Batch = batch,
            IsWhole = areFours,
        }.Emit(context, name, summary);

        GpuOperand Operand(Node node, bool isDepthMajor, int length) => isDepthMajor
            ? GpuOperand.DepthMajor(Of(node, length), node.Shape.Last, node.Shape.Last)
            : GpuOperand.LineMajor(Of(node, length), node.Shape.Last, node.Shape.Last);

        GpuPlace Of(Node node, int length) =>
            batch == (1, false) ? context.Addresses.Of(node.Id) : context.Addresses.Of(node.Id).Further("product", length);
    }
}
