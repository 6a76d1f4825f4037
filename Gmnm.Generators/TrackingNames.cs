namespace Gmnm.Generators;

/// <summary>Names of the pipeline's steps, for tests of what is cached.</summary>
internal static class TrackingNames
{
    /// <summary>Parsed classes, with locations: changes with every move of the class.</summary>
    public const string Parsed = "Parsed";

    /// <summary>Declarations alone: the cache boundary.</summary>
    public const string Declarations = "Declarations";

    /// <summary>Whether the package for a GPU is referenced.</summary>
    public const string ForGpu = "ForGpu";

    /// <summary>Compiled networks.</summary>
    public const string Compiled = "Compiled";

    /// <summary>Names of the generated files that differ only by case.</summary>
    public const string HintNames = "HintNames";

    /// <summary>Files to add.</summary>
    public const string Sources = "Sources";

    /// <summary>Errors of the phases after parsing.</summary>
    public const string CompilerErrors = "CompilerErrors";

    /// <summary>Diagnostics to report.</summary>
    public const string Diagnostics = "Diagnostics";

    /// <summary>Parsed blocks, with locations of their errors.</summary>
    public const string Blocks = "Blocks";

    /// <summary>Files that implement the layer methods of blocks, and of networks with errors.</summary>
    public const string Stubs = "Stubs";

    public static IReadOnlyList<string> All { get; } =
        [Parsed, Declarations, ForGpu, Compiled, HintNames, Sources, CompilerErrors, Diagnostics, Blocks, Stubs];
}
