namespace Gmnm.Package.Tests;

/// <summary>The stand-in of the CUDA driver for other programs: it records what it is asked for.</summary>
internal sealed class DriverStandIn
{
    private readonly string _folder;
    private readonly string _calls;

    /// <summary>Builds it; skips the test where it cannot run.</summary>
    public DriverStandIn(TemporaryFolder folder)
    {
        (_folder, _calls) = (Directory.CreateDirectory(folder.File("driver")).FullName, folder.File("calls.txt"));
        Skip.IfNot(CudaStandIn.TryBuild(_folder), "The stand-in of the driver is in C, for Linux with gcc or clang.");
    }

    /// <summary>The calls of the last program.</summary>
    public string[] Calls => File.ReadAllLines(_calls);

    /// <summary>The environment of a program that finds it, and keeps no kernels where the variables do not say so.</summary>
    public Dictionary<string, string> Environment(params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string>
        {
            ["LD_LIBRARY_PATH"] = _folder,
            ["GMNM_CALLS"] = _calls,
            ["GMNM_KERNEL_CACHE"] = "none",
        };
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return environment;
    }
}
