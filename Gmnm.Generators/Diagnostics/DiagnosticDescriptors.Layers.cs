using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Diagnostics;

/// <content>Options of layers.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor AmountOutOfRange = new(
        "GMNM0070", "An amount is negative", "{1} of [{0}] is {2}, but must be at least 0",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0070.md");

    public static readonly DiagnosticDescriptor OptionGivenTwice = new(
        "GMNM0071", "An option is given twice", "{1} of [{0}] says again what {2} says: give {2}, or one for each axis",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0071.md");

    public static readonly DiagnosticDescriptor PaddingIsSettled = new(
        "GMNM0072", "The padding is settled by another option", "{1} of [{0}] has no meaning beside {2}, which settles how much padding there is",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0072.md");

    public static readonly DiagnosticDescriptor CausalAndSame = new(
        "GMNM0073", "A convolution cannot be both causal and centred", "[{0}] is both Same and Causal: Same pads on both sides, Causal before the sequence alone",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0073.md");

    public static readonly DiagnosticDescriptor PoolingPaddingTooLarge = new(
        "GMNM0074", "The padding of a pooling is too large", "Padding of [{0}] is {1}, but must be below the kernel of {2}: a window would see padding alone",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0074.md");

    public static readonly DiagnosticDescriptor OutputPaddingTooLarge = new(
        "GMNM0075", "The output padding is too large", "OutputPadding of [{0}] is {1}, but must be below the stride of {2} or the dilation of {3}",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0075.md");

    public static readonly DiagnosticDescriptor StreamOfSeveralTensors = new(
        "GMNM0076", "Streaming needs one input and one output", "Network '{0}' has several inputs or outputs: step by step it needs one of each",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0076.md");

    public static readonly DiagnosticDescriptor IndicesNotFlat = new(
        "GMNM0080", "An embedding takes a row of indices", "Layer '{0}' takes indices [T], but it gets {1}",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0080.md");

    public static readonly DiagnosticDescriptor IndicesComputed = new(
        "GMNM0081", "An embedding takes indices from an input", "Layer '{0}' takes indices from an input of the network, but it gets computed values",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0081.md");
}
