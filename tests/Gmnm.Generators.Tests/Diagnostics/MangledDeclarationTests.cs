using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Tests.Diagnostics;

public class MangledDeclarationTests
{
    private const int Declarations = 2000;
    private const int Batch = 100;

    /// <summary>Each declaration has a file and a namespace of its own; a hundred of them are one project, for speed.</summary>
    [Fact]
    public void NothingTypedCrashesTheGeneratorOrBreaksGeneratedCode()
    {
        var mangler = new Mangler(new Random(20261));
        var failures = new List<string>();
        var (compiled, reported) = (0, 0);
        for (var start = 0; start < Declarations; start += Batch)
        {
            string[] sources = [.. Enumerable.Range(start, Batch).Select(number => $"using Gmnm;\nnamespace Mangled{number};\n{mangler.Next()}")];
            var input = GeneratorHarness.Compile(sources);
            var driver = GeneratorHarness.Driver().RunGeneratorsAndUpdateCompilation(input, out var output, out var diagnostics);
            var result = driver.GetRunResult().Results.Single();
            compiled += result.GeneratedSources.Count(static source => source.HintName.Contains(".Inference.", StringComparison.Ordinal));
            reported += diagnostics.Length;
            Assert.True(result.Exception is null, $"batch at {start}: {result.Exception}");
            failures.AddRange(diagnostics.Where(static diagnostic => diagnostic.Id == "GMNM9001").Select(diagnostic => Describe(diagnostic, sources)));
            failures.AddRange(GeneratedErrors(output, result, sources));
        }

        Assert.True(failures.Count == 0, $"{failures.Count} failures\n{string.Join('\n', failures.GroupBy(static failure => failure.Split('\n', 2)[^1]).Take(20).Select(static group => group.First()))}");
        Assert.True(compiled > Declarations / 10, $"Only {compiled} declarations were still networks: the mangling is too hard to test the compiler.");
        Assert.True(reported > Declarations / 10, $"Only {reported} diagnostics: the mangling is too soft.");
    }

    private static IEnumerable<string> GeneratedErrors(Microsoft.CodeAnalysis.Compilation output, GeneratorRunResult result, string[] sources)
    {
        var generated = result.GeneratedSources.Select(static source => source.SyntaxTree).ToHashSet();
        return output.GetDiagnostics()
            .Where(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error
                && diagnostic.Location.SourceTree is { } tree
                && generated.Contains(tree))
            .Select(diagnostic => Describe(diagnostic, sources));
    }

    private static string Describe(Diagnostic diagnostic, string[] sources)
    {
        var place = diagnostic.Location.SourceTree is { } tree ? tree.ToString() : diagnostic.Location.GetLineSpan().Path;
        var source = Array.Find(sources, source => place.Contains(source.Split('\n')[1], StringComparison.Ordinal))
            ?? sources.ElementAtOrDefault(place == GeneratorHarness.SourcePath ? 0 : NumberOf(place) - 1)
            ?? place;
        return $"{diagnostic}\n  in {source}";
    }

    /// <summary>The harness names files by their order: <c>Network36.cs</c>.</summary>
    private static int NumberOf(string path) => int.TryParse(string.Concat(path.Where(char.IsAsciiDigit)), out var number) ? number : 0;
}
