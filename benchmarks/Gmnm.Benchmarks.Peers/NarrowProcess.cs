using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Gmnm.Benchmarks.Peers;

/// <summary>This program again, in a process whose environment keeps everyone who listens to it from 512-bit vectors.</summary>
internal static class NarrowProcess
{
    private static readonly (string Name, string Value)[] Environment =
    [
        ("DOTNET_EnableAVX512", "0"),
        ("ATEN_CPU_CAPABILITY", "avx2"),
        ("MKL_ENABLE_INSTRUCTIONS", "AVX2"),
        ("ONEDNN_MAX_CPU_ISA", "AVX2"),
    ];

    /// <summary>Whether this process is to be replaced by such a one.</summary>
    public static bool IsNeeded(CommandLine options) => options.Has("--no-avx512") && Vector512.IsHardwareAccelerated;

    /// <summary>Runs it and takes its exit code.</summary>
    public static int Run(string[] arguments)
    {
        var program = System.Environment.ProcessPath!;
        string[] assembly = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(NarrowProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. assembly, .. arguments]);
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
