using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gmnm.Generators.Tests.CodeFixes;

/// <summary>Applies a code fix as an editor would.</summary>
internal static class CodeFixRunner
{
    /// <summary>Titles and results of every fix that is offered for the first diagnostic of this id.</summary>
    public static async Task<IReadOnlyList<(string Title, string Text)>> Offers(CodeFixProvider fix, string id, string source)
    {
        Assert.Contains(id, fix.FixableDiagnosticIds);
        var diagnostic = GeneratorHarness.Run(source).AllDiagnostics().First(diagnostic => diagnostic.Id == id);
        using var workspace = new AdhocWorkspace();
        var document = workspace.AddProject("Networks", LanguageNames.CSharp)
            .WithParseOptions(GeneratorHarness.ParseOptions)
            .AddDocument(GeneratorHarness.SourcePath, source);
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));

        var offers = new List<(string, string)>();
        foreach (var action in actions)
        {
            var operations = await action.GetOperationsAsync(CancellationToken.None);
            var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
            offers.Add((action.Title, (await changed.GetTextAsync()).ToString()));
        }

        return offers;
    }
}
