using System.Runtime.Intrinsics;

namespace Gmnm.Benchmarks.Peers;

/// <summary>A process whose environment keeps everyone who listens to it from 512-bit vectors.</summary>
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
        using var process = OwnProcess.Start(arguments, environment: Environment);
        process.WaitForExit();
        return process.ExitCode;
    }
}
