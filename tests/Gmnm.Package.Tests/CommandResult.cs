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

    /// <summary>What follows <paramref name="name"/> in the one row of a table that begins with it, without units.</summary>
    public string[] TableRow(string name)
    {
        var row = Assert.Single(Lines, line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return row[name.Length..].Replace(" s ", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Fails the test unless the program ended with one line of text that names what is wrong, and exit code 2.</summary>
    public void RequireOneLine(string program, string named)
    {
        Require(2);
        var error = Error.TrimEnd();
        Assert.StartsWith($"{program}: ", error, StringComparison.Ordinal);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }
}
