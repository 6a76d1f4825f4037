namespace Gmnm.Package.Tests;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to the standard output.</param>
/// <param name="Error">What it wrote to the standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of the standard output, without empty ones at its end.</summary>
    public string[] Lines => Output.TrimEnd().Split('\n', StringSplitOptions.TrimEntries);

    /// <summary>Fails the test, with all that was written, unless the exit code is <paramref name="expected"/>.</summary>
    public CommandResult Require(int expected)
    {
        Assert.True(ExitCode == expected, $"Exit code {ExitCode}; expected {expected}.\n{Output}\n{Error}");
        return this;
    }
}
