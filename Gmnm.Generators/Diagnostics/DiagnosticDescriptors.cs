using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Diagnostics;

/// <summary>
/// Every diagnostic. Each has a page under docs/diagnostics, an entry in the analyzer releases and a test of a
/// declaration that triggers it.
/// </summary>
internal static class DiagnosticDescriptors
{
    private const string Help = "https://github.com/gmnm/gmnm/blob/main/docs/diagnostics/";

    // 0xxx: the declaration.

    public static readonly DiagnosticDescriptor NetworkMustBePartial = new(
        "GMNM0001", "A network must be a partial class", "Class '{0}' has [Network] but is not partial",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0001.md");

    public static readonly DiagnosticDescriptor NetworkMustNotBeNested = new(
        "GMNM0002", "A network must not be nested", "Network '{0}' is nested in '{1}': declare it in a namespace",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0002.md");

    public static readonly DiagnosticDescriptor NetworkMustNotBeGeneric = new(
        "GMNM0003", "A network must not be generic", "Network '{0}' has type parameters",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0003.md");

    public static readonly DiagnosticDescriptor NetworkMustBeClass = new(
        "GMNM0004", "A network must be a plain class", "Network '{0}' is a record: declare a class",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0004.md");

    public static readonly DiagnosticDescriptor NetworkModifier = new(
        "GMNM0005", "A network must not be static, abstract or file-local", "Network '{0}' must not be {1}",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0005.md");

    public static readonly DiagnosticDescriptor NetworkBaseClass = new(
        "GMNM0006", "A network must not have a base class", "Network '{0}' must not derive from '{1}'",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0006.md");

    public static readonly DiagnosticDescriptor NetworkConstructor = new(
        "GMNM0007", "A network must not declare a constructor", "Network '{0}' declares an instance constructor, but its constructor is generated",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0007.md");

    public static readonly DiagnosticDescriptor GeneratedMemberName = new(
        "GMNM0008", "The name is taken by generated code", "'{0}' is a name that the generated half of network '{1}' declares or uses",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0008.md");

    public static readonly DiagnosticDescriptor SplitDeclaration = new(
        "GMNM0009", "The attributes of a network must be on one declaration", "[{0}] is on another partial declaration of '{1}' than [Network], so the order of the layers is not defined",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0009.md");

    public static readonly DiagnosticDescriptor MissingInput = new(
        "GMNM0010", "A network needs an input", "Network '{0}' has no [Input]",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0010.md");

    public static readonly DiagnosticDescriptor SecondInput = new(
        "GMNM0011", "A network has one input", "Network '{0}' has more than one [Input]",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0011.md");

    public static readonly DiagnosticDescriptor InputNotFirst = new(
        "GMNM0012", "The input comes before the layers", "[Input] of network '{0}' must come before its layers",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0012.md");

    public static readonly DiagnosticDescriptor NoLayers = new(
        "GMNM0013", "A network needs a layer", "Network '{0}' has no layers",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0013.md");

    public static readonly DiagnosticDescriptor SecondLoss = new(
        "GMNM0014", "A network has at most one loss", "Network '{0}' has more than one [Loss]",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0014.md");

    public static readonly DiagnosticDescriptor LossNotLast = new(
        "GMNM0015", "The loss comes after the layers", "[Loss] of network '{0}' must come after its last layer",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0015.md");

    public static readonly DiagnosticDescriptor CountOutOfRange = new(
        "GMNM0016", "A count is below one", "{1} of [{0}] is {2}, but must be at least 1",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0016.md");

    public static readonly DiagnosticDescriptor WrongSize = new(
        "GMNM0017", "A shape has a wrong size", "Size {2} of axis {1} in [{0}] must be at least 1",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0017.md");

    public static readonly DiagnosticDescriptor EmptyShape = new(
        "GMNM0018", "A shape has no sizes", "[{0}] needs at least one size",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0018.md");

    public static readonly DiagnosticDescriptor NumberOutOfRange = new(
        "GMNM0019", "A number is out of its range", "{1} of [{0}] is {2}, but must be {3}",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0019.md");

    public static readonly DiagnosticDescriptor NumberNotFinite = new(
        "GMNM0020", "A number is not finite", "{1} of [{0}] is {2}, but must be a finite number",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0020.md");

    public static readonly DiagnosticDescriptor UndefinedEnumValue = new(
        "GMNM0021", "The value is not a member of its enumeration", "{1} of [{0}] is {2}, which is not a member of {3}",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0021.md");

    public static readonly DiagnosticDescriptor MeaninglessOption = new(
        "GMNM0022", "The option has no meaning here", "{0} has no meaning with {1}",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0022.md");

    public static readonly DiagnosticDescriptor InvalidLayerName = new(
        "GMNM0023", "The name of a layer is not an identifier", "Layer name '{0}' must be a letter, followed by letters, digits and underscores (ASCII)",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0023.md");

    public static readonly DiagnosticDescriptor DuplicateLayerName = new(
        "GMNM0024", "Two layers have the same name", "Layer name '{0}' clashes with layer '{1}': both would become the same member",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0024.md");

    public static readonly DiagnosticDescriptor LayerNameClash = new(
        "GMNM0025", "The name of a layer belongs to another member", "Layer '{0}' becomes member '{1}', a name that network '{2}' already has or uses",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0025.md");

    public static readonly DiagnosticDescriptor TooManyElements = new(
        "GMNM0026", "A size does not fit", "[{0}] asks for more than {1} elements",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0026.md");

    public static readonly DiagnosticDescriptor LanguageVersion = new(
        "GMNM0027", "The C# version is too old", "Generated networks need C# {1} or later, but this project compiles C# {0}: set LangVersion or target .NET 10",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0027.md");

    public static readonly DiagnosticDescriptor MissingRuntime = new(
        "GMNM0028", "The runtime is not referenced", "Network '{0}' needs the assembly Gmnm.Runtime: reference the package Gmnm",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0028.md");

    public static readonly DiagnosticDescriptor LayerWithoutNetwork = new(
        "GMNM0029", "Layer attributes do nothing without [Network]", "[{0}] does nothing, because class '{1}' has no [Network]",
        "Gmnm.Declaration", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "GMNM0029.md");

    public static readonly DiagnosticDescriptor DropoutLast = new(
        "GMNM0030", "Dropout on the output", "Dropout '{0}' is the last layer: it drops outputs, not features",
        "Gmnm.Declaration", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "GMNM0030.md");

    public static readonly DiagnosticDescriptor SoftmaxBeforeCrossEntropy = new(
        "GMNM0031", "Softmax before a cross-entropy", "Cross-entropy takes logits and applies softmax itself: remove '{0}'",
        "Gmnm.Declaration", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "GMNM0031.md");

    public static readonly DiagnosticDescriptor SigmoidBeforeBinaryCrossEntropy = new(
        "GMNM0032", "Sigmoid before a binary cross-entropy", "Binary cross-entropy takes logits and applies the sigmoid itself: remove '{0}'",
        "Gmnm.Declaration", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "GMNM0032.md");

    public static readonly DiagnosticDescriptor FlattenOfFlat = new(
        "GMNM0033", "Flatten of a flat tensor", "Layer '{0}' does nothing: its input is flat already",
        "Gmnm.Declaration", DiagnosticSeverity.Info, true, helpLinkUri: Help + "GMNM0033.md");

    public static readonly DiagnosticDescriptor HidingType = new(
        "GMNM0034", "A type hides one that generated code calls", "Type '{0}' hides the one of that name which the generated half of network '{1}' calls",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0034.md");

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

    public static readonly DiagnosticDescriptor IndicesNotFlat = new(
        "GMNM0080", "An embedding takes a row of indices", "Layer '{0}' takes indices [T], but it gets {1}",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0080.md");

    public static readonly DiagnosticDescriptor IndicesComputed = new(
        "GMNM0081", "An embedding takes indices from an input", "Layer '{0}' takes indices from an input of the network, but it gets computed values",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0081.md");

    // Graphs.

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

    public static readonly DiagnosticDescriptor StreamOfSeveralTensors = new(
        "GMNM0076", "Streaming needs one input and one output", "Network '{0}' has several inputs or outputs: step by step it needs one of each",
        "Gmnm.Declaration", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM0076.md");

    // 1xxx: shapes.

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

    public static readonly DiagnosticDescriptor NotStepByStep = new(
        "GMNM1051", "A layer cannot run step by step", "'{0}' cannot run step by step: it {1}",
        "Gmnm.Shape", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM1051.md");

    // 2xxx: derivatives.

    public static readonly DiagnosticDescriptor NoSecondDerivative = new(
        "GMNM2001", "No second derivative", "'{0}' needs a second derivative through {1}, whose slope jumps",
        "Gmnm.Differentiation", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM2001.md");

    public static readonly DiagnosticDescriptor NoDerivativeOfDerivative = new(
        "GMNM2002", "A derivative that cannot be trained", "'{0}' has no second derivative, which training a loss with a derivative through it needs",
        "Gmnm.Differentiation", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM2002.md");

    public static readonly DiagnosticDescriptor IndependentDerivative = new(
        "GMNM2003", "A derivative of a value that does not depend on the other", "'{0}' is a derivative with respect to a value that it does not depend on",
        "Gmnm.Differentiation", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM2003.md");

    public static readonly DiagnosticDescriptor LaplacianOfSeveral = new(
        "GMNM2004", "A Laplacian needs one number", "'{0}' is the Laplacian of {1}: it needs one number for each sample, [1]",
        "Gmnm.Differentiation", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM2004.md");

    // 4xxx: budgets.

    public static readonly DiagnosticDescriptor ManyParameters = new(
        "GMNM4001", "The network is very large", "Network '{0}' has {1} parameters, more than {2}",
        "Gmnm.Budget", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "GMNM4001.md");

    public static readonly DiagnosticDescriptor TooManyParameters = new(
        "GMNM4002", "The parameters do not fit", "Network '{0}' has more than {1} parameters, which do not fit in one buffer",
        "Gmnm.Budget", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM4002.md");

    public static readonly DiagnosticDescriptor WorkingMemoryTooLarge = new(
        "GMNM4003", "The working memory does not fit", "Network '{0}' needs more than {1} floats of working memory for one sample",
        "Gmnm.Budget", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM4003.md");

    // 9xxx: the compiler itself.

    public static readonly DiagnosticDescriptor Internal = new(
        "GMNM9001", "The compiler of networks failed", "The compiler of network '{0}' failed in phase '{1}' at '{2}': {3}",
        "Gmnm.Internal", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM9001.md");

    /// <summary>All of them, by id.</summary>
    public static ImmutableSortedDictionary<string, DiagnosticDescriptor> All { get; } =
        typeof(DiagnosticDescriptors)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(static field => (DiagnosticDescriptor)field.GetValue(null))
            .ToImmutableSortedDictionary(static descriptor => descriptor.Id, static descriptor => descriptor, StringComparer.Ordinal);

    /// <summary>The descriptor with this id; the one of internal errors where there is none.</summary>
    public static DiagnosticDescriptor Get(string id) => All.TryGetValue(id, out var descriptor) ? descriptor : Internal;
}
