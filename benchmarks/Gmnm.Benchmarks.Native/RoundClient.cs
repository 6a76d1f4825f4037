using System.Diagnostics;
using System.Globalization;

namespace Gmnm.Benchmarks.Native;

/// <summary>Another build of this program, in a process of its own that runs a round when it is asked to.</summary>
internal sealed class RoundClient : IDisposable
{
    private readonly Process _process;

    public RoundClient(string program, int threads)
    {
        if (!File.Exists(program))
        {
            throw new UserErrorException($"there is no program {program}.");
        }

        _process = Process.Start(new ProcessStartInfo(program, ["--serve", "--threads", $"{threads}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Microseconds of a call, of one round.</summary>
    public double Round(string workload)
    {
        _process.StandardInput.WriteLine(workload);
        var answer = _process.StandardOutput.ReadLine() ?? throw new UserErrorException("the other program ended.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
