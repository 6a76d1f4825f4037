using System.Diagnostics;

namespace Gmnm.Benchmarks.Peers;

/// <summary>This program again, in a process of its own.</summary>
internal static class OwnProcess
{
    /// <summary>Starts it; a program that runs under the dotnet command is its first argument.</summary>
    public static Process Start(IEnumerable<string> arguments, bool readsOutput = false, params (string Name, string Value)[] environment)
    {
        var program = Environment.ProcessPath!;
        string[] assembly = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(OwnProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. assembly, .. arguments]) { RedirectStandardOutput = readsOutput };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
