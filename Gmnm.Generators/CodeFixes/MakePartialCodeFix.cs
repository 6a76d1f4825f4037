using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Gmnm.Generators.CodeFixes;

/// <summary>GMNM0001: adds <c>partial</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialCodeFix))]
public sealed class MakePartialCodeFix : TextCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.NetworkMustBePartial.Id];

    private protected override IEnumerable<(string Title, TextChange Change)> Changes(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type)
        {
            yield return ($"Make '{type.Identifier.ValueText}' partial", new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial "));
        }
    }
}
