using System.Diagnostics;

namespace Gmnm.Tests;

/// <summary>
/// A stand-in for NVIDIA's driver, of <c>tests/Driver</c>: it runs kernels on the processor, and refuses what the rules of a
/// device do not allow.
/// </summary>
internal static class CudaStandIn
{
    /// <summary>Name of its library.</summary>
    public const string FileName = "libcuda.so.1";

    private static readonly string[] s_options =
    [
        "-O2", "-ftree-vectorize", "-march=native", "-ffp-contract=off", "-fno-math-errno", "-fwrapv", "-Wall", "-Wextra",
        "-shared", "-fPIC", $"-Wl,-soname,{FileName}",
    ];

    /// <summary>Builds it. Gives false where it does not run, or no compiler for C is there.</summary>
    /// <param name="folder">Where its library will be.</param>
    public static bool TryBuild(string folder)
    {
        if (!OperatingSystem.IsLinux() || Compiler() is not { } compiler)
        {
            return false;
        }

        string[] sources = Directory.GetFiles(RepositoryFiles.At("tests", "Driver"), "*.c");
        // Warnings are errors for the compiler that it is written with.
        string[] strict = Path.GetFileName(compiler) == "gcc" ? ["-Werror"] : [];
        string[] arguments = [.. s_options, .. strict, "-o", Path.Combine(folder, FileName), .. sources, "-lm", "-lpthread"];
        using var process = Process.Start(new ProcessStartInfo(compiler, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{compiler} does not build the driver's stand-in:\n{error}");
        return true;
    }

    private static string? Compiler() => (
        from folder in Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? []
        from name in (string[])["gcc", "clang"]
        select Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
