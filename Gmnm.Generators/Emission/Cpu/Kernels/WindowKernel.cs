using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Cpu.Kernels;

/// <summary>Writes the calls of kernels that slide a window over images.</summary>
internal static class WindowKernel
{
    public static void Emit(CodeWriter writer, KernelCall call)
    {
        var (method, window, image, rest) = call.Node.Op switch
        {
            ConvolutionInputGradient op =>
                ("Convolution.InputGradient", op.Window, call.Node.Shape, Filters(call.Input(0).Shape, op.Groups)),
            ConvolutionWeightGradient op =>
                ("Convolution.WeightGradient", op.Window, call.Input(0).Shape, Filters(call.Input(1).Shape, op.Groups)),
            MaxPool op => ("Pooling.Maximum", op.Window, call.Input(0).Shape, ""),
            MaxPoolGradient op => ("Pooling.MaximumGradient", op.Window, call.Input(0).Shape, ""),
            PlaceGradient => ("Pooling.PlaceGradient", PooledConvolution.Pooling, call.Node.Shape, ""),
            AveragePool op => ("Pooling.Average", op.Window, call.Input(0).Shape, ""),
            AveragePoolGradient op => ("Pooling.AverageGradient", op.Window, call.Node.Shape, ""),
            Patches op => ("ImagePatches.Gather", op.Window, call.Input(0).Shape, ""),
            PatchesGradient op => ("ImagePatches.Add", op.Window, call.Node.Shape, ""),
            var op => throw new InvalidGraphException($"{op} has no window."),
        };
        Declare(writer, window, image);
        var operands = Enumerable.Range(0, call.Node.Inputs.Count).Select(call.Operand);
        writer.Line($"{method}(\n"
            + $"    samples: {Samples(image)}, window{rest},\n"
            + $"    {string.Join(", ", operands)}, {call.Result}{(call.Node.Op is PlaceGradient ? "" : ", ref scratch")});");
    }

    /// <summary>Writes the variable <c>window</c>: its extents over an image [N, C, H, W], those that differ from the defaults.</summary>
    public static void Declare(CodeWriter writer, Window window, Shape image)
    {
        List<string> extents =
        [
            $"Channels = {Literal.Int(image.Sizes[1])}", $"Height = {Literal.Int(image.Sizes[2])}", $"Width = {Literal.Int(image.Sizes[3])}",
            $"OutputHeight = {Literal.Int(window.Rows(image.Sizes[2]))}", $"OutputWidth = {Literal.Int(window.Columns(image.Sizes[3]))}",
            $"KernelHeight = {Literal.Int(window.KernelHeight)}", $"KernelWidth = {Literal.Int(window.KernelWidth)}",
        ];
        Pair("Stride", "Height", window.StrideHeight, "Width", window.StrideWidth, 1);
        Pair("Padding", "Top", window.PaddingTop, "Left", window.PaddingLeft, 0);
        Pair("Dilation", "Height", window.DilationHeight, "Width", window.DilationWidth, 1);
        writer.Line(CodeWriter.List("var window = new WindowShape {", extents, " };"));

        void Pair(string name, string first, int firstValue, string second, int secondValue, int absent)
        {
            if (firstValue != absent || secondValue != absent)
            {
                extents.Add($"{name}{first} = {Literal.Int(firstValue)}");
                extents.Add($"{name}{second} = {Literal.Int(secondValue)}");
            }
        }
    }

    /// <summary>Number of images.</summary>
    public static string Samples(Shape image) => KernelCall.Samples(image, image.IsBatched ? 1 : image.Sizes[0]);

    /// <summary>The arguments that only convolutions have.</summary>
    public static string Filters(Shape output, int groups) =>
        $", filters: {Literal.Int(output.Sizes[1])}, groups: {Literal.Int(groups)}";
}
