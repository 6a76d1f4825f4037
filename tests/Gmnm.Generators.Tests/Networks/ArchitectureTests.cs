using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>What is said of the architectures that another project trains: how short they are, and how long what they become.</summary>
public sealed class ArchitectureTests
{
    private const int MostLines = 40;
    private const int MostGeneratedLines = 6000;

    private static readonly string[] s_files =
        [.. Directory.GetFiles(RepositoryFiles.At("tests", "Gmnm.Architectures.Tests", "Networks"), "*.cs").Order(StringComparer.Ordinal)];

    [Fact]
    public void ADeclarationTakesAtMostFortyLines() => Assert.All(Classes(), static declared =>
    {
        var span = declared.SyntaxTree.GetLineSpan(declared.Span).Span;
        Assert.True(span.End.Line - span.Start.Line + 1 <= MostLines, $"{declared.Identifier} has more than {MostLines} lines");
    });

    [Fact]
    public void GeneratedCodeCompilesWithoutWarnings()
    {
        var result = GeneratorHarness.Run([.. s_files.Select(Source)]);
        Assert.Empty(result.AllDiagnostics());
        Assert.Empty(result.CompilationErrors());
    }

    [Fact]
    public void TheResidualNetworkStaysReadable()
    {
        var sources = GeneratorHarness.Run(Source(s_files.Single(static file => file.EndsWith("ResNet8.cs", StringComparison.Ordinal)))).GeneratedSources;
        Assert.NotEmpty(sources);
        Assert.InRange(sources.Values.Sum(static text => text.Split('\n').Length), 100, MostGeneratedLines - 1);
    }

    private static IEnumerable<ClassDeclarationSyntax> Classes() => s_files.SelectMany(static file =>
        GeneratorHarness.Parse(File.ReadAllText(file), file).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>());

    /// <summary>A file as the project with its implicit usings sees it.</summary>
    private static string Source(string file) => "using System;\nusing Gmnm;\n" + File.ReadAllText(file);
}
