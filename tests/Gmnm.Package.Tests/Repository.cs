using System.Reflection;

namespace Gmnm.Package.Tests;

/// <summary>Where things are in the tree that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its root.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>Build outputs of the programs that tests build themselves: apart from those of the test run.</summary>
    public static string Artifacts { get; } = Path.Combine(Root, "artifacts", "package-tests");

    /// <summary>A file, by its path from the root.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The built program of a sample.</summary>
    public static string Sample(string name) => File("samples", name, "bin", Metadata("Configuration"), "net10.0", name + ".dll");

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
