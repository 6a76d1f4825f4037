using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Diagnostics;

/// <content>Shapes that do not fit.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor ReshapeElements = new(
        "GMNM1001", "A reshape changes the number of elements", "'{0}' cannot reshape {1} to {2}: {3} elements do not make {4}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1001.md");

    public static readonly DiagnosticDescriptor OddOutputs = new(
        "GMNM1003", "A Gaussian likelihood needs an even number of outputs", "The Gaussian likelihood needs as many log-variances as means, but '{0}' gives {1}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1003.md");

    public static readonly DiagnosticDescriptor SingleClass = new(
        "GMNM1004", "A cross-entropy needs at least two classes", "Cross-entropy needs at least two classes, but '{0}' gives {1}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1004.md");

    public static readonly DiagnosticDescriptor OutputNotFlat = new(
        "GMNM1005", "The loss needs a flat output", "This loss needs a flat output [N], but '{0}' gives {1}: flatten it",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1005.md");

    public static readonly DiagnosticDescriptor SecondInferredSize = new(
        "GMNM1006", "Two sizes cannot be inferred", "The size of axis {1} in [{0}] is -1 too: only one size can be inferred",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1006.md");

    public static readonly DiagnosticDescriptor ReshapeNotDivisible = new(
        "GMNM1007", "A size cannot be inferred", "'{0}' cannot reshape {1} to {2}: the size at -1 would not be whole",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1007.md");

    public static readonly DiagnosticDescriptor TensorTooLarge = new(
        "GMNM1008", "A tensor does not fit", "'{0}' gives {1}: {2} elements, but at most {3} fit",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1008.md");

    public static readonly DiagnosticDescriptor IntermediateTooLarge = new(
        "GMNM1009", "A tensor on the way does not fit", "'{0}' needs a tensor of more than {1} elements on the way to its result",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1009.md");

    public static readonly DiagnosticDescriptor AnotherParameterShape = new(
        "GMNM1030", "A layer is called again with another shape", "Layer '{0}' has a {1} of shape {2} from its first call, but this call would need {3}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1030.md");

    public static readonly DiagnosticDescriptor NoBroadcast = new(
        "GMNM1031", "Shapes do not stretch to each other", "'{0}' combines {1} element by element, but these shapes do not stretch to each other",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1031.md");

    public static readonly DiagnosticDescriptor NoSuchAxis = new(
        "GMNM1032", "An axis does not exist", "'{0}' names axis {1}, which {2} does not have",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1032.md");

    public static readonly DiagnosticDescriptor ProductDoesNotFit = new(
        "GMNM1033", "A matrix product does not fit", "'{0}' cannot multiply {1} by {2}: [..., M, D] times [..., D, N] needs equal D and equal axes before",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1033.md");

    public static readonly DiagnosticDescriptor TensorsDoNotJoin = new(
        "GMNM1034", "Tensors cannot be joined", "'{0}' cannot join {1} and {2} along axis {3}: all other sizes must be equal",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1034.md");

    public static readonly DiagnosticDescriptor RangeOutside = new(
        "GMNM1035", "A range is outside its axis", "'{0}' takes {1} of axis {2} of {3}: a range must lie inside the axis and hold at least one element",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1035.md");

    public static readonly DiagnosticDescriptor UnequalParts = new(
        "GMNM1036", "A tensor cannot be split into equal parts", "'{0}' cannot split axis {1} of {2} into {3} equal parts",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1036.md");

    public static readonly DiagnosticDescriptor WrongAxisOrder = new(
        "GMNM1037", "Axes are not named once each", "'{0}' must name each axis of {1} once, but names {2}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1037.md");

    public static readonly DiagnosticDescriptor TooFewAxes = new(
        "GMNM1038", "A tensor has too few axes", "'{0}' needs at least {1} axes, but gets {2}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1038.md");

    public static readonly DiagnosticDescriptor NotAnImage = new(
        "GMNM1040", "The layer takes images", "Layer '{0}' takes images [C, H, W], but its input is {1}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1040.md");

    public static readonly DiagnosticDescriptor NotASequence = new(
        "GMNM1041", "The layer takes sequences of channels", "Layer '{0}' takes sequences [C, L], but its input is {1}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1041.md");

    public static readonly DiagnosticDescriptor KernelTooLarge = new(
        "GMNM1042", "A kernel is larger than its input", "Layer '{0}' has a kernel that spans {1} elements, but its input {3} has only {2} along that axis, padding included",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1042.md");

    public static readonly DiagnosticDescriptor GroupsOfFilters = new(
        "GMNM1044", "The groups do not divide the filters", "Layer '{0}' cannot split {1} filters into {2} groups",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1044.md");

    public static readonly DiagnosticDescriptor GroupsOfChannels = new(
        "GMNM1045", "Groups do not divide the channels", "Layer '{0}' cannot divide the {1} channels of {2} into {3} groups",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1045.md");

    public static readonly DiagnosticDescriptor NormOfOne = new(
        "GMNM1046", "A normalisation has nothing to average over", "Layer '{0}' would normalise each element of {1} by itself: every result would be the same",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1046.md");

    public static readonly DiagnosticDescriptor NothingIsLeft = new(
        "GMNM1047", "The padding leaves nothing", "Layer '{0}' turns {1} into {2}: its padding cuts everything off",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1047.md");

    public static readonly DiagnosticDescriptor NothingToPool = new(
        "GMNM1048", "A global pooling needs an axis to pool", "Layer '{0}' takes the mean of each channel of [C, ...], but its input is {1}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1048.md");

    public static readonly DiagnosticDescriptor NotEnlargeable = new(
        "GMNM1049", "The layer takes images or sequences", "Layer '{0}' enlarges images [C, H, W] or sequences [C, L], but its input is {1}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1049.md");

    public static readonly DiagnosticDescriptor NoSequence = new(
        "GMNM1050", "A recurrent layer needs a sequence", "Layer '{0}' needs a sequence [steps, features], but its input is {1}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1050.md");

    public static readonly DiagnosticDescriptor NotStepByStep = new(
        "GMNM1051", "A layer cannot run step by step", "'{0}' cannot run step by step: it {1}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1051.md");

    public static readonly DiagnosticDescriptor HeadsDoNotDivide = new(
        "GMNM1055", "The heads do not divide the features", "Layer '{0}' has {1} heads, which do not divide {2} features",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1055.md");

    public static readonly DiagnosticDescriptor SequenceExpected = new(
        "GMNM1056", "The layer takes a sequence", "Layer '{0}' takes a sequence [T, D], but it gets {1}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1056.md");

    public static readonly DiagnosticDescriptor LengthsDiffer = new(
        "GMNM1057", "The sequences have different lengths", "Layer '{0}' needs as many {1} as {3}, but it gets {2} {1} and {4} {3}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1057.md");

    public static readonly DiagnosticDescriptor MaskShape = new(
        "GMNM1058", "The mask does not fit the keys", "The mask of layer '{0}' is {1}, but it has {2} keys: a mask has one number for each key",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1058.md");

    public static readonly DiagnosticDescriptor OddRotation = new(
        "GMNM1059", "Rotary positions need an even number of features", "Layer '{0}' turns pairs of features, but there are {1}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1059.md");
}
