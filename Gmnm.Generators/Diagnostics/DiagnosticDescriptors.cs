using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Diagnostics;

/// <summary>
/// Every diagnostic. Each has a page under docs/diagnostics, an entry in the analyzer releases and a test of a
/// declaration that triggers it.
/// </summary>
internal static partial class DiagnosticDescriptors
{
    private const string Help = "https://github.com/gmnm/gmnm/blob/main/docs/diagnostics/";

    // 3xxx: devices.

    public static readonly DiagnosticDescriptor HeadsTooWideForGpu = new(
        "GMNM3001", "The heads are too wide for a GPU",
        "Layer '{0}' has heads of {1} features in a key and {2} in a value, more than a kernel holds: the network gets no code for a GPU",
        "Gmnm.Device", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "GMNM3001.md");

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
    public static ImmutableSortedDictionary<string, DiagnosticDescriptor> All => Index.ById;

    /// <summary>The descriptor with this id; the one of internal errors where there is none.</summary>
    public static DiagnosticDescriptor Get(string id) => All.TryGetValue(id, out var descriptor) ? descriptor : Internal;

    /// <summary>A class of its own: the fields of the other files are then set before it reads them.</summary>
    private static class Index
    {
        public static ImmutableSortedDictionary<string, DiagnosticDescriptor> ById { get; } =
            typeof(DiagnosticDescriptors)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(static field => (DiagnosticDescriptor)field.GetValue(null))
                .ToImmutableSortedDictionary(static descriptor => descriptor.Id, static descriptor => descriptor, StringComparer.Ordinal);
    }
}
