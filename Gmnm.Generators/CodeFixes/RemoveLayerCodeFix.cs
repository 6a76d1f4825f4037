using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Gmnm.Generators.CodeFixes;

/// <summary>GMNM0031, GMNM0032, GMNM0033: removes a layer that the loss applies itself, or that does nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveLayerCodeFix))]
public sealed class RemoveLayerCodeFix : TextCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        DiagnosticDescriptors.SoftmaxBeforeCrossEntropy.Id,
        DiagnosticDescriptors.SigmoidBeforeBinaryCrossEntropy.Id,
        DiagnosticDescriptors.FlattenOfFlat.Id,
    ];

    private protected override IEnumerable<(string Title, TextChange Change)> Changes(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is { Parent: AttributeListSyntax list } layer)
        {
            yield return ($"Remove [{layer.Name}]", new TextChange(SpanOf(layer, list), ""));
        }
    }

    /// <summary>The attribute with one of its commas; the whole list where it is alone.</summary>
    private static TextSpan SpanOf(AttributeSyntax layer, AttributeListSyntax list)
    {
        var index = list.Attributes.IndexOf(layer);
        return list.Attributes.Count == 1
            ? TextSpan.FromBounds(list.SpanStart, list.GetLastToken().GetNextToken().SpanStart)
            : index == 0
                ? TextSpan.FromBounds(layer.SpanStart, list.Attributes[1].SpanStart)
                : TextSpan.FromBounds(list.Attributes[index - 1].Span.End, layer.Span.End);
    }
}
