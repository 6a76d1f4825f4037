using System.Collections.Immutable;
using Gmnm.Generators.Parsing.Graphs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gmnm.Generators.Parsing;

/// <summary>
/// Silences what other analyzers say of code that is read and never runs: that nothing calls <c>Forward</c>, that a symbolic
/// method could be static, that nothing creates a block.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SymbolicSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor s_unused =
        new("GMNMS001", "IDE0051", "The method is read when the network is compiled");

    private static readonly SuppressionDescriptor s_static =
        new("GMNMS002", "CA1822", "The method is read when the network is compiled and never runs");

    private static readonly SuppressionDescriptor s_notCreated =
        new("GMNMS003", "CA1812", "The block is read when a network is compiled and never created");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [s_unused, s_static, s_notCreated];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
                && context.GetSemanticModel(tree).GetDeclaredSymbol(member, context.CancellationToken) is { } symbol
                && Find(diagnostic.Id, symbol) is { } suppression)
            {
                context.ReportSuppression(Suppression.Create(suppression, diagnostic));
            }
        }
    }

    private static SuppressionDescriptor? Find(string id, ISymbol symbol) => (id, symbol) switch
    {
        ("IDE0051", IMethodSymbol method) when GraphClass.IsRead(method) && IsDeclaration(method.ContainingType) => s_unused,
        ("CA1822", IMethodSymbol method) when MethodForm.IsSymbolic(method) && IsDeclaration(method.ContainingType) => s_static,
        ("CA1812", INamedTypeSymbol type) when IsDeclaration(type) => s_notCreated,
        _ => null,
    };

    private static bool IsDeclaration(INamedTypeSymbol type) =>
        type.GetAttributes().Any(static attribute => NetworkParser.KindOf(attribute) is "Network" or "Block");
}
