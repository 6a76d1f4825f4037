using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Gmnm.Package.Tests;

/// <summary>The sample Embedded as a native program: warnings, size, answers, time to the first answer.</summary>
[Collection(Builds.Name)]
public sealed partial class EmbeddedTests(ITestOutputHelper log)
{
    private const long LargestSize = 2_000_000;
    private const double SizeTolerance = 0.03;
    private const double LongestMilliseconds = 10;
    private const int Starts = 15;

    private static readonly string Model = Repository.File("samples", "Embedded", "digits.safetensors");

    [Fact]
    public void NativeProgramIsSmallQuickAndAnswersLikeTheJustInTimeCompiler()
    {
        using var folder = new TemporaryFolder();
        var publish = Command.Dotnet(
            Repository.Root, "publish", Repository.File("samples", "Embedded"), "-c", "Release", "--artifacts-path", Repository.Artifacts, "-o", folder.Path)
            .Require(0);
        Assert.DoesNotMatch(AotWarning(), publish.Output);
        var program = folder.File(OperatingSystem.IsWindows() ? "Embedded.exe" : "Embedded");

        RequireSize(new FileInfo(program).Length);
        RequireAnswers(Command.Run(program, folder.Path, []).Require(0));
        RequireSameBits(program, folder.Path);
        RequireQuickStart(program, folder.Path);
    }

    private void RequireSize(long size)
    {
        log.WriteLine($"size: {size} bytes");
        Assert.InRange(size, 1, LargestSize);
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            log.WriteLine("size: no baseline for this platform");
            return;
        }

        var baseline = Repository.File("tests", "Gmnm.Package.Tests", "Baselines", "Embedded.linux-x64.txt");
        var recorded = long.Parse(File.ReadAllText(baseline), CultureInfo.InvariantCulture);
        Assert.True(
            Math.Abs(size - recorded) <= SizeTolerance * recorded,
            $"The program has {size} bytes; {baseline} records {recorded}. If the change is meant, record the new size.");
    }

    private static void RequireAnswers(CommandResult result)
    {
        Assert.Contains("10 of 10 right", result.Lines);
        Assert.Equal("", result.Error);
    }

    /// <summary>
    /// The order of a sum depends on the width of the vectors: the native program has 256 bits on x64, so the other side
    /// must not use 512.
    /// </summary>
    private static void RequireSameBits(string program, string folder)
    {
        var native = Command.Run(program, folder, [], "--bits").Require(0);
        var justInTime = Command.Run(
            "dotnet", folder, new() { ["DOTNET_EnableAVX512"] = "0" }, Repository.Sample("Digits"), "--bits", "--model", Model).Require(0);

        Assert.Equal(10, native.Lines.Length);
        Assert.All(native.Lines, static line => Assert.Matches("^([0-9a-f]{8} ){9}[0-9a-f]{8}$", line));
        Assert.Equal(justInTime.Lines, native.Lines);
        Assert.Equal(native.Lines, Command.Run(program, folder, [], "--bits", "--model", Model).Require(0).Lines);
    }

    /// <summary>From before the process exists to its first answer: the best of several starts, as other tests run meanwhile.</summary>
    private void RequireQuickStart(string program, string folder)
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < Starts; i++)
        {
            var started = Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture);
            var line = Command.Run(program, folder, [], "--started", started).Require(0).Lines[^1];
            best = Math.Min(best, double.Parse(FirstAnswer().Match(line).Groups[1].Value, CultureInfo.InvariantCulture));
        }

        log.WriteLine($"first answer: {best} ms after the start");
        Assert.InRange(best, 0, LongestMilliseconds);
    }

    [GeneratedRegex(@"\bIL[23]\d{3}\b")]
    private static partial Regex AotWarning();

    [GeneratedRegex(@"^first answer since start: (\d+\.\d+) ms$")]
    private static partial Regex FirstAnswer();
}
