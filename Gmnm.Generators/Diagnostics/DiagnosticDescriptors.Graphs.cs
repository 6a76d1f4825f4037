using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Diagnostics;

/// <content>Graph declarations: what is read of methods and blocks.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor MissingForward = new(
        "GMNM0040", "A graph needs a method Forward", "Network '{0}' has layer methods, but no method Forward that composes them",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0040.md");

    public static readonly DiagnosticDescriptor SecondForward = new(
        "GMNM0041", "A graph has one method Forward", "Network '{0}' has more than one method Forward",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0041.md");

    public static readonly DiagnosticDescriptor UnreadableMethod = new(
        "GMNM0042", "A method cannot be read", "Method '{0}' cannot be read when the network is compiled: it {1}",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0042.md");

    public static readonly DiagnosticDescriptor WrongResult = new(
        "GMNM0043", "A method gives something else than tensors", "Method '{0}' returns '{1}', but must return SymbolicTensor or, as Forward with several outputs, a tuple of named ones",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0043.md");

    public static readonly DiagnosticDescriptor WrongGraphInput = new(
        "GMNM0044", "An input is not a tensor", "Parameter '{0}' must be a SymbolicTensor without a default: it is an input of the network or a target",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0044.md");

    public static readonly DiagnosticDescriptor MissingShape = new(
        "GMNM0045", "An input needs a shape", "Parameter '{0}' needs the shape of one sample: [Shape(...)]",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0045.md");

    public static readonly DiagnosticDescriptor NoGraphInputs = new(
        "GMNM0046", "A graph needs an input", "Forward of network '{0}' has no parameter, so the network has no input",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0046.md");

    public static readonly DiagnosticDescriptor StackAndGraph = new(
        "GMNM0047", "A network is a stack or a graph", "Class '{0}' has layers or an input as attributes, but '{1}' is part of a graph: declare one or the other",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0047.md");

    public static readonly DiagnosticDescriptor LayerMethodForm = new(
        "GMNM0048", "A layer method has a wrong form", "Layer method '{0}' {1}",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0048.md");

    public static readonly DiagnosticDescriptor MethodWithoutLayer = new(
        "GMNM0049", "A partial method has no layer", "Partial method '{0}' has no layer: give it a layer attribute, or a body",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0049.md");

    public static readonly DiagnosticDescriptor WrongInputCount = new(
        "GMNM0050", "A layer gets another number of tensors", "[{0}] takes {1} tensor(s), but gets {2}",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0050.md");

    public static readonly DiagnosticDescriptor UnreadableStatement = new(
        "GMNM0051", "A statement cannot be read", "'{0}' cannot be read when the network is compiled: there are variables, if, for, foreach and return",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0051.md");

    public static readonly DiagnosticDescriptor UnreadableExpression = new(
        "GMNM0052", "An expression cannot be read", "This {0} cannot be read when the network is compiled",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0052.md");

    public static readonly DiagnosticDescriptor UnknownMethod = new(
        "GMNM0053", "A method is not known", "'{0}' is neither a layer nor a method with source nor an operation of SymbolicTensor",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0053.md");

    public static readonly DiagnosticDescriptor NotConstant = new(
        "GMNM0054", "Something is not known when the network is compiled", "{0} must be known when the network is compiled",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0054.md");

    public static readonly DiagnosticDescriptor TooManyRepetitions = new(
        "GMNM0055", "Too many repetitions", "{0} asks for too many repetitions: loops, calls and repeated blocks of a network together may have {1}, because each becomes code",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0055.md");

    public static readonly DiagnosticDescriptor Recursion = new(
        "GMNM0056", "A method calls itself", "Method '{0}' calls itself, directly or through others",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0056.md");

    public static readonly DiagnosticDescriptor TensorsCompared = new(
        "GMNM0057", "Tensors are compared", "Tensors have no value when the network is compiled: compare elements with < or >, and choose with SymbolicTensor.Where",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0057.md");

    public static readonly DiagnosticDescriptor AssignmentOutside = new(
        "GMNM0058", "Something outside the method is assigned", "'{0}' cannot be assigned when the network is compiled: only variables and elements of arrays can",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0058.md");

    public static readonly DiagnosticDescriptor ForeignValue = new(
        "GMNM0059", "A field or property has no value", "'{0}' has no value when the network is compiled: use a parameter, a variable or a constant",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0059.md");

    public static readonly DiagnosticDescriptor UseOfNoBlock = new(
        "GMNM0060", "A class that is used is no block", "[{0}] needs a class with [Block] or [Network], which '{1}' is not",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0060.md");

    public static readonly DiagnosticDescriptor BlockRecursion = new(
        "GMNM0061", "A block contains itself", "Block '{0}' contains itself, directly or through others",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0061.md");

    public static readonly DiagnosticDescriptor BlockWithoutSource = new(
        "GMNM0062", "A block has no source", "[{0}] needs the source of '{1}', which is in assembly '{2}'",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0062.md");

    public static readonly DiagnosticDescriptor BlockForm = new(
        "GMNM0063", "A block has a wrong form", "Block '{0}' {1}",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0063.md");

    public static readonly DiagnosticDescriptor UnusedLayer = new(
        "GMNM0064", "A layer does nothing", "Layer '{0}' does nothing: no output needs it",
        "Gmnm.Declaration", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "GMNM0064.md");

    public static readonly DiagnosticDescriptor BlockOutputs = new(
        "GMNM0065", "A block gives several tensors", "Block '{0}' gives several tensors, but a layer gives one",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0065.md");

    public static readonly DiagnosticDescriptor IndexOutside = new(
        "GMNM0066", "An index is outside its array", "Index {0} is outside the {1} elements of the array",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0066.md");

    public static readonly DiagnosticDescriptor WrongPartCount = new(
        "GMNM0067", "An array is taken apart into another number of variables", "{0} values cannot be taken apart into {1} variables",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0067.md");

    public static readonly DiagnosticDescriptor GraphNumberNotFinite = new(
        "GMNM0068", "A number is not a finite float", "{0} is {1}, but must be a finite number in the range of float",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0068.md");

    public static readonly DiagnosticDescriptor ResidualTooLong = new(
        "GMNM0069", "A residual steps over too many layers", "[{0}] steps over {1} layers, but {2} come before it",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0069.md");

    public static readonly DiagnosticDescriptor MissingLossKind = new(
        "GMNM0086", "A loss of a class needs its kind", "[{0}] on a class needs a kind: [Loss(LossKind.MeanSquaredError)]",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0086.md");

    public static readonly DiagnosticDescriptor LossOfSeveralOutputs = new(
        "GMNM0087", "A loss of the library takes one output", "Network '{0}' has several outputs, but [Loss] on the class takes one: write a loss method",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0087.md");
}
