using System.Text.RegularExpressions;

namespace Gmnm.Generators.Tests.Architecture;

/// <summary>The compiler's data flows one way: a folder uses only those before it.</summary>
public partial class LayeringTests
{
    private static readonly string[] Order =
    [
        "Model", "Diagnostics", "Declaration", "Shapes", "Graph", "Lowering", "Differentiation", "Passes", "Fusion",
        "Scheduling", "Memory", "Compilation", "Emission",
    ];

    /// <summary>Folders that may see symbols, syntax and locations.</summary>
    private static readonly string[] Roslyn = ["Parsing", "Diagnostics", "CodeFixes"];

    public static TheoryData<string> Folders => [.. Order];

    [Theory]
    [MemberData(nameof(Folders))]
    public void AFolderUsesOnlyFoldersBeforeIt(string folder)
    {
        var allowed = Order.TakeWhile(name => name != folder).Append(folder).ToHashSet();
        Assert.All(Usings(folder, CompilerUsing()), use => Assert.Contains(use, allowed));
    }

    [Fact]
    public void OnlyTheFrontEndSeesSyntaxAndSymbols() => Assert.All(
        Order.Except(Roslyn),
        folder => Assert.All(Usings(folder, RoslynUsing()), static use => Assert.Equal("CSharp", use)));

    [Fact]
    public void OnlyUniqueNamesAskRoslynForKeywords() => Assert.Equal(
        ["UniqueNames.cs"],
        Files("Emission").Where(static file => File.ReadAllText(file).Contains("Microsoft.CodeAnalysis")).Select(Path.GetFileName));

    private static IEnumerable<string> Usings(string folder, Regex pattern) => Files(folder)
        .SelectMany(file => pattern.Matches(File.ReadAllText(file)).Select(static match => match.Groups[1].Value));

    private static string[] Files(string folder)
    {
        var files = Directory.GetFiles(RepositoryFiles.At("Gmnm.Generators", folder), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        return files;
    }

    [GeneratedRegex(@"using Gmnm\.Generators\.(\w+)")]
    private static partial Regex CompilerUsing();

    [GeneratedRegex(@"using Microsoft\.CodeAnalysis\.?(\w*);")]
    private static partial Regex RoslynUsing();
}
