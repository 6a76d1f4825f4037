using System.Text;
using System.Text.RegularExpressions;

namespace Gmnm.Package.Tests;

/// <summary>
/// The sample EmbeddedGpu as a native program: without a driver, and with a stand-in of one that records what it is asked for
/// and runs the embedded PTX on the processor.
/// </summary>
[Collection(Builds.Name)]
public sealed partial class EmbeddedGpuTests
{
    /// <summary>Steps of the sample's training.</summary>
    private const int Steps = 200;

    [SkippableFact]
    public void NativeProgramRunsItsEmbeddedKernelsOrFallsBackToTheProcessor()
    {
        using var folder = new TemporaryFolder();
        var publish = Command.Dotnet(
            Repository.Root, "publish", Repository.File("samples", "EmbeddedGpu"), "-c", "Release", "--artifacts-path", Repository.Artifacts, "-o", folder.Path)
            .Require(0);
        Assert.DoesNotMatch(AotWarning(), publish.Output);
        var program = folder.File(OperatingSystem.IsWindows() ? "EmbeddedGpu.exe" : "EmbeddedGpu");

        RequireNoIlgpu(File.ReadAllBytes(program));
        RequireProcessor(Command.Run(program, folder.Path, new() { ["CUDA_VISIBLE_DEVICES"] = "" }).Require(0));

        var driver = new DriverStandIn(folder);
        CommandResult Run(params (string Name, string Value)[] variables) => Command.Run(program, folder.Path, driver.Environment(variables));

        var result = Run().Require(0);
        Assert.Equal("Stand-in trains.", result.Lines[0]);
        Assert.Equal("10 of 10 right", result.Lines[^1]);
        RequireCalls(driver.Calls);

        var cache = ("GMNM_KERNEL_CACHE", folder.File("kernels"));
        Run(cache).Require(0);
        Assert.Contains("compile", driver.Calls);
        Run(cache).Require(0);
        Assert.DoesNotContain("compile", driver.Calls);

        var full = Run(("GMNM_ROOM", "100000")).Error;
        Assert.Matches(@"GpuException: Stand-in has no room for [\d,]+ bytes of gradients; [\d,]+ are free", full);
        var refused = Run(("GMNM_REFUSE", "Kernel_Linear1(")).Error;
        Assert.Contains("Stand-in: DigitNet: the loss and its gradient: the kernel Linear1 does not compile", refused, StringComparison.Ordinal);
        Assert.Contains("ptxas: line 1: not today", refused, StringComparison.Ordinal);
    }

    private static void RequireNoIlgpu(ReadOnlySpan<byte> program)
    {
        // The PTX itself is packed, so its comments are not found.
        Assert.Equal(-1, program.IndexOf("ILGPU"u8));
        Assert.Equal(-1, program.IndexOf(Encoding.Unicode.GetBytes("ILGPU")));
    }

    private static void RequireProcessor(CommandResult result)
    {
        Assert.Matches(@"^(There is no CUDA driver: \S+ was not found\.|The CUDA driver .*) The processor trains\.$", result.Lines[0]);
        Assert.Equal("10 of 10 right", result.Lines[^1]);
        Assert.Equal("", result.Error);
    }

    /// <summary>
    /// A step sends a batch, launches the plan, the decision whether it is taken and the optimizer, and nothing waits in between;
    /// then the program asks for its loss.
    /// </summary>
    private static void RequireCalls(string[] calls)
    {
        Assert.Equal(["init", "retain 70"], calls[..2]);
        Assert.Equal("release 70, 0 bytes left", calls[^1]);

        var steps = calls
            .Select(static (call, index) => (call, index))
            .Where(static pair => pair.call.StartsWith("launch Kernel_Adaptive ", StringComparison.Ordinal))
            .Select(static pair => pair.index)
            .ToArray();
        Assert.Equal(Steps, steps.Length);
        Assert.Equal(Steps - 1, calls.Count(static call => call == "graph"));
        Assert.Single(calls, "record");
        var (before, after) = (steps[^2] + 1, steps[^1]);
        Assert.Equal(["download 16", "wait", "send 2560", "send 40", "mark", "graph"], calls[before..(before + 6)]);
        Assert.All(calls[(before + 6)..(after - 1)], static call => Assert.Matches(Launch(), call));
        Assert.Matches(@"^launch Kernel_Admit 1 1 1 64:( view\(\d+\)){2} view\(514\)$", calls[after - 1]);
        Assert.Matches(@"^launch Kernel_Adaptive \d+ 1 1 64:( view\(23680\)){4} view\(514\) 0 1 0\.9 0\.1 0\.999 0\.001 0\.005 ", calls[after]);
    }

    [GeneratedRegex(@"\bIL[23]\d{3}\b")]
    private static partial Regex AotWarning();

    [GeneratedRegex(@"^launch Kernel_\w+ \d+ \d+ \d+ \d+:( view\(\d+\)){6} rows 10 step 0 key [1-9]\d*$")]
    private static partial Regex Launch();
}
