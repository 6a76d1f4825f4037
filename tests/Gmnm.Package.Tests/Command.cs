using System.Diagnostics;

namespace Gmnm.Package.Tests;

/// <summary>Runs programs to their end.</summary>
internal static class Command
{
    // Other test projects may have the processor: a limit on hanging, not on speed.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    /// <summary>Runs <c>dotnet</c> in <paramref name="folder"/>.</summary>
    public static CommandResult Dotnet(string folder, params string[] arguments) => Run("dotnet", folder, [], arguments);

    /// <summary>Runs a sample with the just-in-time compiler.</summary>
    public static CommandResult Sample(string name, params string[] arguments) =>
        Dotnet(Path.GetTempPath(), [Repository.Sample(name), .. arguments]);

    /// <summary>Runs <paramref name="program"/> with changed environment variables.</summary>
    public static CommandResult Run(
        string program, string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the build and the test host that run this test tell their children is not for these.
        foreach (var name in start.Environment.Keys.Where(IsOfTheBuild).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end in {Limit}.");
        }

        return new CommandResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static bool IsOfTheBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("COREHOST", StringComparison.OrdinalIgnoreCase);
}
