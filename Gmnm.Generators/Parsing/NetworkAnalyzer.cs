using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Lowering;
using Microsoft.CodeAnalysis;
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
        if (attributes.FirstOrDefault(static attribute => NetworkParser.KindOf(attribute) == "Network") is not { } network)
        {
            ReportOrphans(context, attributes);
        }
        else if (network.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is { } written
            && written.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } syntax)
        {
            ReportWarnings(context, NetworkParser.ParseAttributes(type, syntax), syntax.SyntaxTree);
        }
    }

    private static void ReportOrphans(SymbolAnalysisContext context, ImmutableArray<AttributeData> attributes)
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

    private static void ReportWarnings(SymbolAnalysisContext context, NetworkParse parse, SyntaxTree tree)
    {
        foreach (var warning in parse.Declaration is { } network ? DeclarationWarnings.Find(network) : [])
        {
            var located = parse.Locate(warning);
            context.ReportDiagnostic(located.ToDiagnostic(Location.Create(tree, located.Location.Span)));
        }
    }
}
