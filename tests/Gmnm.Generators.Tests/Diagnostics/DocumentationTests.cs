using System.Text.RegularExpressions;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmnm.Generators.Tests.Diagnostics;

/// <summary>A diagnostic is a descriptor, a page, a release entry and a wrong declaration; here the four are held together.</summary>
public partial class DocumentationTests
{
    private const string Internal = "GMNM9001";

    public static TheoryData<string> Ids => [.. DiagnosticDescriptors.All.Keys];

    [Fact]
    public void EveryDiagnosticHasAPageAReleaseEntryAndAWrongDeclaration()
    {
        var described = DiagnosticDescriptors.All.Keys;
        var pages = Directory.GetFiles(RepositoryFiles.At("docs", "diagnostics"), "GMNM*.md").Select(Path.GetFileNameWithoutExtension);
        var released = ReleaseRow().Matches(File.ReadAllText(RepositoryFiles.At("Gmnm.Generators", "AnalyzerReleases.Unshipped.md")))
            .Select(static match => match.Groups[1].Value);
        var triggered = WrongDeclarations.All
            .SelectMany(static wrong => Markup.Parse(wrong.Marked).Expected)
            .Select(static expected => expected.Id)
            .Append(Internal);

        Assert.True(described.Count() >= 25);
        Assert.Equal(described, pages.Order(StringComparer.Ordinal));
        Assert.Equal(described, released.Order(StringComparer.Ordinal));
        Assert.Equal(described, triggered.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>An id without a descriptor would reach the user as a defect of the compiler.</summary>
    [Fact]
    public void EveryIdInTheCompilerHasADescriptor()
    {
        var sources = Directory.GetFiles(RepositoryFiles.At("Gmnm.Generators"), "*.cs", SearchOption.AllDirectories);
        var named = sources.SelectMany(static file => Literal().Matches(File.ReadAllText(file))).Select(static match => match.Groups[1].Value);
        Assert.Empty(named.Distinct().Except(DiagnosticDescriptors.All.Keys));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void ThePageSaysWhatTheDescriptorSays(string id)
    {
        var descriptor = DiagnosticDescriptors.All[id];
        var page = Page(id);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"{descriptor.DefaultSeverity}. Message: `{descriptor.MessageFormat}`", page, StringComparison.Ordinal);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.Contains("\n## Cause\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## Example\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## Fix\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void TheExampleTriggersItAndTheFixDoesNot(string id)
    {
        var code = CSharpBlock().Matches(Page(id)).Select(static match => match.Groups[1].Value).ToArray();
        if (code.Length == 0)
        {
            // A language version, a missing reference, a library and a defect cannot be shown in one file.
            Assert.Contains(id, "GMNM0027 GMNM0028 GMNM0062 " + Internal, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(2, code.Length);
        var reported = GeneratorHarness.Run(Compilation(id, code[0])).AllDiagnostics();
        Assert.NotEmpty(reported);
        Assert.All(reported, diagnostic => Assert.Equal(id, diagnostic.Id));
        var repaired = GeneratorHarness.Run(Compilation(id, code[1]));
        Assert.Empty(repaired.AllDiagnostics());
        Assert.Empty(repaired.CompilationErrors());
    }

    /// <summary>Diagnostics of devices are those of a project with the package for GPUs.</summary>
    private static CSharpCompilation Compilation(string id, string source) =>
        id.StartsWith("GMNM3", StringComparison.Ordinal) ? GeneratorHarness.CompileForGpu(source) : GeneratorHarness.Compile(source);

    private static string Page(string id) => File.ReadAllText(RepositoryFiles.At("docs", "diagnostics", id + ".md"));

    [GeneratedRegex(@"^(GMNM\d{4}) \|", RegexOptions.Multiline)]
    private static partial Regex ReleaseRow();

    [GeneratedRegex("\"(GMNM\\d{4})\"")]
    private static partial Regex Literal();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
