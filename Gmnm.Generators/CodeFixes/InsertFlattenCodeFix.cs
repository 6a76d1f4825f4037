using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Gmnm.Generators.CodeFixes;

/// <summary>GMNM1005: flattens the sample after the input, or the output before the loss.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertFlattenCodeFix))]
public sealed class InsertFlattenCodeFix : TextCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.OutputNotFlat.Id];

    private protected override IEnumerable<(string Title, TextChange Change)> Changes(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is not { } loss)
        {
            yield break;
        }

        var flatten = Qualifier(loss.Name) + "Flatten";
        var input = loss.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.AttributeLists
            .SelectMany(static list => list.Attributes)
            .FirstOrDefault(static attribute => SimpleName(attribute.Name) is "Input" or "InputAttribute");
        // A graph has no [Input], and its output is flattened by a call.
        if (input is not null)
        {
            yield return ("Add [Flatten] after the input", new TextChange(new TextSpan(input.Span.End, 0), $", {flatten}"));
            yield return ("Add [Flatten] before the loss", new TextChange(new TextSpan(loss.SpanStart, 0), $"{flatten}, "));
        }
    }

    private static string SimpleName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    /// <summary>What the user writes before the names of attributes.</summary>
    private static string Qualifier(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => $"{qualified.Left}.",
        AliasQualifiedNameSyntax alias => $"{alias.Alias}::",
        _ => "",
    };
}
