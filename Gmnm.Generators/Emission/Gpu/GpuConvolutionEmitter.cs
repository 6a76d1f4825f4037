using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>
/// Writes convolutions and their gradients as products whose operands gather from images: no patch is in memory. The
/// groups of a convolution are products side by side.
/// </summary>
internal static class GpuConvolutionEmitter
{
    /// <summary>Fewer filters of a group would leave most of a tile empty: then a thread computes an element.</summary>
    private const int LeastOfTile = 16;

    public static void Emit(GpuContext context, ConvolutionGroup group, string name, string summary)
    {
        var product = context.Graph[group.Product];
        var op = (Convolution)product.Op;
        var image = context.Graph[product.Inputs[0]].Shape;
        var (filters, channels) = (product.Shape.Sizes[1] / op.Groups, image.Sizes[1] / op.Groups);
        var depth = checked(channels * op.Window.Taps);
        var epilogue = context.Unique(name + "Epilogue");
        var isDirect = op.Groups > 1 && filters < LeastOfTile;
        var body = new GpuEpilogue(context, group, group.Space, id => id == group.Product ? "accumulator" : null)
        {
            IsImage = true,
            FiltersOfGroup = op.Groups > 1 && !isDirect ? filters : 0,
        };
        var areFours = !isDirect && body.AreFours;
        if (isDirect)
        {
            EmitDirect(context, name, summary, product.Shape,
                $"Forward(\n    {Sizes(op.Window, image, product.Shape.Sizes[1], op.Groups)}, {Place(context, product.Inputs[0])}, {Place(context, product.Inputs[1])}, new {epilogue}(memory));");
        }
        else
        {
            EmitProduct();
        }

        body.Emit(epilogue, areFours);

        void EmitProduct() => new GpuProduct(
            (filters, false),
            GpuWindowText.PerImage(product.Shape, product.Shape.Sizes[2] * product.Shape.Sizes[3]),
            (depth, false),
            GpuOperand.LineMajor(Further(context, product.Inputs[1], op.Groups, filters * depth), depth, depth),
            new GpuOperand("ConvolutionPatches", $"{GpuWindowText.Of(op.Window, image)}, {Place(context, product.Inputs[0])}, {First(op.Groups, channels)}", IsAlongDepth: false),
            $"new {epilogue}(memory{(op.Groups > 1 ? ", product" : "")})")
        {
            Batch = (op.Groups, false),
            IsWhole = areFours,
        }.Emit(context, name, summary);
    }

    private static void EmitDirect(GpuContext context, string name, string summary, Shapes.Shape result, string call)
    {
        context.Open(name, summary).Line("DirectConvolution." + call).Close();
        context.Launch(name, GpuContext.Threads, GpuExtent.Over(result.Elements, result.IsBatched, GpuContext.Threads));
    }

    private static string Sizes(Window window, Shapes.Shape image, int filters, int groups) =>
        $"{GpuWindowText.Of(window, image)}, {Literal.Int(filters)}, {Literal.Int(groups)}, {GpuWindowText.Samples(image)}";

    public static void EmitInputGradient(GpuContext context, Node node, string name, string summary)
    {
        var op = (ConvolutionInputGradient)node.Op;
        var (image, output) = (node.Shape, context.Graph[node.Inputs[0]].Shape);
        var (filters, channels) = (output.Sizes[1] / op.Groups, image.Sizes[1] / op.Groups);
        if (op.Groups > 1 && channels < LeastOfTile)
        {
            EmitDirect(context, name, summary, image,
                $"InputGradient(\n    {Sizes(op.Window, image, output.Sizes[1], op.Groups)}, {Place(context, node.Inputs[0])}, {Place(context, node.Inputs[1])}, {Place(context, node.Id)});");
            return;
        }

        var pixels = image.Sizes[2] * image.Sizes[3];
        var areFours = GpuOperand.AreFours(context.Addresses.Of(node.Id), pixels, pixels);
        new GpuProduct(
            (channels, false),
            GpuWindowText.PerImage(image, pixels),
            (checked(filters * op.Window.Taps), false),
            new GpuOperand("ConvolutionFilters", $"{Further(context, node.Inputs[1], op.Groups, filters * channels * op.Window.Taps).Text}, {Literal.Int(channels)}, {Literal.Int(op.Window.Taps)}", IsAlongDepth: true),
            new GpuOperand("ConvolutionGradientPatches", $"{GpuWindowText.Of(op.Window, image)}, {Place(context, node.Inputs[0])}, {Literal.Int(output.Sizes[1])}, {First(op.Groups, filters)}", IsAlongDepth: false),
            $"new WrittenImage{(areFours ? "Fours" : "")}({Place(context, node.Id)}, {Literal.Int(image.Sizes[1])}, {Literal.Int(pixels)}, {First(op.Groups, channels)})")
        {
            Batch = (op.Groups, false),
            IsWhole = areFours,
        }.Emit(context, name, summary);
    }

    public static void EmitWeightGradient(GpuContext context, Node node, string name, string summary)
    {
        var op = (ConvolutionWeightGradient)node.Op;
        var (image, output) = (context.Graph[node.Inputs[0]].Shape, context.Graph[node.Inputs[1]].Shape);
        var (filters, channels) = (output.Sizes[1] / op.Groups, image.Sizes[1] / op.Groups);
        var (positions, columns) = (output.Sizes[2] * output.Sizes[3], checked(channels * op.Window.Taps));
        if (op.Groups > 1 && filters < LeastOfTile)
        {
            var (count, isBatched) = GpuWindowText.PerImage(output, positions);
            context.Open(name, summary).Line(
                $"DirectConvolution.WeightGradient(\n    {GpuWindowText.Of(op.Window, image)}, {Literal.Int(output.Sizes[1])}, {Literal.Int(op.Groups)}, 0, {GpuContext.Count(count, isBatched)}, "
                + $"{Place(context, node.Inputs[0])}, {Place(context, node.Inputs[1])}, {Place(context, node.Id)});").Close();
            context.Launch(name, GpuContext.Threads, new GpuExtent(0, node.Shape.Elements, 1));
            return;
        }

        new GpuProduct(
            (filters, false),
            (columns, false),
            GpuWindowText.PerImage(output, positions),
            new GpuOperand(
                "ConvolutionOutputs",
                $"{Place(context, node.Inputs[1])}, {Literal.Int(output.Sizes[1])}, {Literal.Int(positions)}, {First(op.Groups, filters)}",
                IsAlongDepth: true,
                GpuOperand.AreFours(context.Addresses.Of(node.Inputs[1]), positions, positions)),
            new GpuOperand("ConvolutionPatchesTransposed", $"{GpuWindowText.Of(op.Window, image)}, {Place(context, node.Inputs[0])}, {First(op.Groups, channels)}", IsAlongDepth: true),
            $"new Written({Further(context, node.Id, op.Groups, filters * columns).Text}, {Literal.Int(columns)})")
        {
            Batch = (op.Groups, false),
            Parts = op.Groups == 1 ? GpuProduct.Split(context, node.Shape) : null,
        }.Emit(context, name, summary);
    }

    private static string Place(GpuContext context, int id) => context.Addresses.Of(id).Text;

    private static string First(int groups, int ofGroup) => groups == 1 ? "0" : $"product * {Literal.Int(ofGroup)}";

    private static GpuPlace Further(GpuContext context, int id, int groups, int ofGroup) =>
        groups == 1 ? context.Addresses.Of(id) : context.Addresses.Of(id).Further("product", ofGroup);
}
