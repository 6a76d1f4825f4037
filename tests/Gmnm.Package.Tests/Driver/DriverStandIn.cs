namespace Gmnm.Package.Tests;

/// <summary>The stand-in of the CUDA driver: it records what it is asked for, checks it, and computes nothing.</summary>
internal sealed class DriverStandIn
{
    private readonly string _folder;
    private readonly string _calls;

    /// <summary>Builds it with gcc; skips the test where it cannot run.</summary>
    public DriverStandIn(TemporaryFolder folder)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The stand-in of the driver is built with gcc, for Linux.");
        (_folder, _calls) = (Directory.CreateDirectory(folder.File("driver")).FullName, folder.File("calls.txt"));
        Command.Run(
            "gcc", _folder, [], "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", "libcuda.so.1",
            Repository.File("tests", "Gmnm.Package.Tests", "Driver", "driver.c")).Require(0);
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
