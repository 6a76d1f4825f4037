using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Gmnm.Generators.CodeFixes;

/// <summary>A fix that changes a few characters of one file and leaves every other as it is.</summary>
public abstract class TextCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var (title, change) in Changes(root.FindNode(diagnostic.Location.SourceSpan)))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancel => Apply(context.Document, change, cancel), equivalenceKey: title), diagnostic);
            }
        }
    }

    /// <summary>The fixes to offer at the reported node, each a change of text.</summary>
    private protected abstract IEnumerable<(string Title, TextChange Change)> Changes(SyntaxNode node);

    private static async Task<Document> Apply(Document document, TextChange change, CancellationToken cancel)
    {
        var text = await document.GetTextAsync(cancel).ConfigureAwait(false);
        return document.WithText(text.WithChanges(change));
    }
}
