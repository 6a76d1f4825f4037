using System.Text.RegularExpressions;

namespace Gmnm.Package.Tests;

/// <summary>The package as a stranger gets it: from a feed, in a project that knows nothing of this repository.</summary>
[Collection(Builds.Name)]
public sealed partial class PackageTests
{
    [Fact]
    public void TheProgramOfTheReadmeRunsFromThePackageAlone()
    {
        using var folder = new TemporaryFolder();
        Feed.Pack(folder, "Gmnm.Runtime");
        Stranger.Write(folder, ProgramOfTheReadme());

        Command.Dotnet(folder.Path, "add", "package", "Gmnm", "--prerelease").Require(0);
        var result = Command.Dotnet(folder.Path, "run", "-c", "Release").Require(0);

        var accuracy = AccuracyLine().Match(result.Lines[^1]);
        Assert.True(accuracy.Success, $"Unexpected output: {result.Output}");
        Assert.InRange(double.Parse(accuracy.Groups[1].Value, CultureInfo.InvariantCulture), 0.95, 1);
        Assert.True(File.Exists(folder.File("ring.safetensors")));

        Assert.Equal("x86-64-v3", InstructionSet(folder, "linux-x64"));
        Assert.Equal("native", InstructionSet(folder, "linux-x64", "-p:IlcInstructionSet=native"));
        Assert.Equal("", InstructionSet(folder, "linux-x64", "-p:GmnmInstructionSet=false"));
        Assert.Equal("", InstructionSet(folder, "linux-arm64"));
    }

    private static string ProgramOfTheReadme()
    {
        var block = CSharpBlock().Match(File.ReadAllText(Repository.File("README.md")));
        Assert.True(block.Success, "README.md has no C#.");
        return block.Groups[1].Value;
    }

    /// <summary>The instruction set that a native publish would use.</summary>
    private static string InstructionSet(TemporaryFolder folder, string runtime, params string[] properties) => Command.Dotnet(
        folder.Path,
        [
            "msbuild", "-t:GmnmChooseInstructionSet", "-getProperty:IlcInstructionSet", "-p:PublishAot=true",
            $"-p:RuntimeIdentifier={runtime}", .. properties,
        ]).Require(0).Output.Trim();

    [GeneratedRegex(@"```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"accuracy (0\.\d+|1\.0+)")]
    private static partial Regex AccuracyLine();
}
