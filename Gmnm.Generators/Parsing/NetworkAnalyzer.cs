using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gmnm.Generators.Parsing;

/// <summary>
/// Reports warnings. Errors come from the generator, which also runs where analyzers are turned off; warnings come from
/// here, because <c>#pragma</c> and .editorconfig reach the diagnostics of analyzers.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.LayerWithoutNetwork,
        DiagnosticDescriptors.DropoutLast,
        DiagnosticDescriptors.SoftmaxBeforeCrossEntropy,
        DiagnosticDescriptors.SigmoidBeforeBinaryCrossEntropy,
        DiagnosticDescriptors.FlattenOfFlat,
        DiagnosticDescriptors.ManyParameters,
        DiagnosticDescriptors.UnusedLayer,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var attributes = type.GetAttributes();
        var network = attributes.FirstOrDefault(static attribute => NetworkParser.KindOf(attribute) == "Network");
        if (network is null)
        {
            if (!attributes.Any(static attribute => NetworkParser.KindOf(attribute) == "Block"))
            {
                ReportOrphans(context, [.. attributes, .. type.GetMembers().OfType<IMethodSymbol>().SelectMany(static method => method.GetAttributes())]);
            }
        }
        else if (network.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is { } written
            && written.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } syntax
            && context.Compilation is CSharpCompilation compilation)
        {
            ReportWarnings(context, NetworkParser.ParseDeclaration(type, syntax, compilation));
        }
    }

    private static void ReportOrphans(SymbolAnalysisContext context, IEnumerable<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (NetworkParser.KindOf(attribute) is { } kind
                && NetworkParser.IsPartOfStack(kind)
                && attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is { } written)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.LayerWithoutNetwork, written.GetLocation(), kind, context.Symbol.Name));
            }
        }
    }

    /// <summary>A warning may stand in a block, in another file.</summary>
    private static void ReportWarnings(SymbolAnalysisContext context, NetworkParse parse)
    {
        var found = parse.Declaration is { } network ? DeclarationWarnings.Find(network).Select(parse.Locate) : [];
        foreach (var warning in parse.Warnings.Concat(found))
        {
            var tree = context.Compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == warning.Location.Path);
            context.ReportDiagnostic(tree is null
                ? warning.ToDiagnostic()
                : warning.ToDiagnostic(Location.Create(tree, warning.Location.Span)));
        }
    }
}
