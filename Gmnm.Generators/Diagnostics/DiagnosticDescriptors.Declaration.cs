using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Diagnostics;

/// <content>The class, its attributes and its project.</content>
internal static partial class DiagnosticDescriptors
{
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
}
