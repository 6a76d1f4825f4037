namespace Gmnm.Generators.Tests.Diagnostics;

/// <summary>Wrong declarations of convolutions and poolings.</summary>
internal static class WrongWindows
{
    public static IReadOnlyList<WrongDeclaration> All { get; } =
    [
        Of("NoFilters", "Input(1, 8, 8), Conv2d({|GMNM0016:0|})"),
        Of("NoKernel", "Input(1, 8, 8), Conv2d(4, {|GMNM0016:Kernel = 0|})"),
        Of("NoStrideOfARow", "Input(1, 8, 8), Conv2d(4, {|GMNM0016:StrideHeight = 0|})"),
        Of("NoMultiplier", "Input(1, 8, 8), DepthwiseConv2d({|GMNM0016:Multiplier = 0|})"),
        Of("NoPoolingKernel", "Input(1, 8, 8), MaxPool2d({|GMNM0016:0|})"),
        Of("NoPoolingStride", "Input(1, 8, 8), AvgPool2d(2, {|GMNM0016:Stride = 0|})"),
        Of("NoFactor", "Input(1, 8, 8), Upsample({|GMNM0016:0|})"),
        Of("UndefinedUpsampleMode", "Input(1, 8, 8), Upsample(2, {|GMNM0021:Mode = (UpsampleMode)7|})"),
        Of("ProjectionsOfADiagonalConvolution", "Input(1, 8, 8), GmnmConv2d(4, {|GMNM0022:Projections = 2|}, Aggregation = Aggregation.Diagonal)"),
        Of("NegativePadding", "Input(1, 8, 8), Conv2d(4, {|GMNM0070:Padding = -1|})"),
        Of("NegativePaddingOfAPooling", "Input(1, 8), MaxPool1d(2, {|GMNM0070:Padding = -3|})"),
        Of("KernelAndKernelHeight", "Input(1, 8, 8), Conv2d(4, Kernel = 3, {|GMNM0071:KernelHeight = 5|})"),
        Of("StrideAndBothStrides", "Input(1, 8, 8), GmnmConv2d(4, Stride = 2, {|GMNM0071:StrideHeight = 2|}, {|GMNM0071:StrideWidth = 2|})"),
        Of("SameAndPadding", "Input(1, 8, 8), Conv2d(4, {|GMNM0072:Padding = 1|}, Same = true)"),
        Of("SameAndPaddingOfARow", "Input(1, 8, 8), DepthwiseConv2d(Same = true, {|GMNM0072:PaddingWidth = 0|})"),
        Of("CausalAndPadding", "Input(1, 8), Conv1d(4, Causal = true, {|GMNM0072:Padding = 2|})"),
        Of("CausalAndSame", "Input(1, 8), Conv1d(4, Same = true, {|GMNM0073:Causal = true|})"),
        Of("PoolingOfPadding", "Input(1, 8, 8), MaxPool2d(2, {|GMNM0074:Padding = 2|})"),
        Of("AverageOfPadding", "Input(1, 8), AvgPool1d(3, {|GMNM0074:Padding = 4|})"),
        Of("OutputPaddingAsTheStride", "Input(1, 8, 8), ConvTranspose2d(4, Stride = 2, {|GMNM0075:OutputPadding = 2|})"),
        Of("OutputPaddingWithoutStride", "Input(1, 8, 8), ConvTranspose2d(4, {|GMNM0075:OutputPadding = 1|})"),
        Of("ConvolutionOfAMatrix", "Input(28, 28), {|GMNM1040:Conv2d(4)|}"),
        Of("DepthwiseConvolutionOfAVector", "Input(28), {|GMNM1040:DepthwiseConv2d|}"),
        Of("PoolingAfterFlatten", "Input(1, 8, 8), Conv2d(4), Flatten, {|GMNM1040:MaxPool2d(2)|}"),
        Of("TransposedConvolutionOfASequence", "Input(3, 8), {|GMNM1040:ConvTranspose2d(4)|}"),
        Of("GaussianConvolutionOfAVideo", "Input(3, 4, 8, 8), {|GMNM1040:GmnmConv2d(4)|}"),
        Of("SequenceConvolutionOfAVector", "Input(28), {|GMNM1041:Conv1d(4)|}"),
        Of("SequencePoolingOfAnImage", "Input(1, 8, 8), {|GMNM1041:AvgPool1d(2)|}"),
        Of("KernelLargerThanTheImage", "Input(1, 4, 4), Conv2d(4, {|GMNM1042:Kernel = 5|})"),
        Of("KernelWiderThanTheImage", "Input(1, 8, 4), Conv2d(4, KernelHeight = 3, {|GMNM1042:KernelWidth = 7|}, Padding = 1)"),
        Of("DefaultKernelLargerThanTheImage", "Input(1, 8, 2), {|GMNM1042:Conv2d(4)|}"),
        Of("DilatedKernelLargerThanTheSequence", "Input(1, 8), Conv1d(4, {|GMNM1042:Kernel = 3|}, Dilation = 4)"),
        Of("PoolingLargerThanTheImage", "Input(1, 3, 8), MaxPool2d({|GMNM1042:4|})"),
        Of("PoolingUntilNothingIsLeft", "Input(1, 4, 4), MaxPool2d(2), MaxPool2d(2), MaxPool2d({|GMNM1042:2|})"),
        Of("GroupsThatDoNotDivideTheChannels", "Input(6, 8, 8), Conv2d(8, {|GMNM1045:Groups = 4|})"),
        Of("GroupsThatDoNotDivideTheFilters", "Input(6, 8, 8), Conv2d({|GMNM1044:8|}, Groups = 3)"),
        Of("GroupsThatDoNotDivideTheFiltersOfASequence", "Input(4, 8), Conv1d({|GMNM1044:6|}, Groups = 4)"),
        Of("GroupsThatDoNotDivideTheTransposedChannels", "Input(3, 8, 8), ConvTranspose2d(4, {|GMNM1045:Groups = 2|})"),
        Of("PaddingThatLeavesNothing", "Input(1, 1, 1), ConvTranspose2d(4, Kernel = 3, {|GMNM1047:Padding = 2|})"),
        Of("GlobalPoolingOfAVector", "Input(16), {|GMNM1048:GlobalAvgPool|}, Linear(4)"),
        Of("EnlargedVector", "Input(16), {|GMNM1049:Upsample(2)|}"),
        Of("EnlargedVideo", "Input(3, 4, 8, 8), {|GMNM1049:Upsample(2, Mode = UpsampleMode.Bilinear)|}"),
    ];

    private static WrongDeclaration Of(string name, string layers) => new(name, $"[Network, {layers}] public partial class Net;");
}
