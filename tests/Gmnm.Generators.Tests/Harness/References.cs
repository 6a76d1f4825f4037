using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Tests.Harness;

/// <summary>The assemblies that test sources compile against, loaded once for all tests.</summary>
internal static class References
{
    /// <summary>The .NET base class library.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } = LoadFramework();

    public static MetadataReference Attributes { get; } = Load(typeof(NetworkAttribute).Assembly.Location);

    public static MetadataReference Runtime { get; } = Load(typeof(ParameterBuffer).Assembly.Location);

    /// <summary>What a project with the package has.</summary>
    public static ImmutableArray<MetadataReference> All { get; } = [.. Framework, Attributes, Runtime];

    private static ImmutableArray<MetadataReference> LoadFramework()
    {
        var own = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return
        [
            .. trusted
                .Where(path => Path.GetDirectoryName(path) == own || Path.GetFileName(path) == "System.Numerics.Tensors.dll")
                .Select(Load),
        ];
    }

    private static MetadataReference Load(string path) => MetadataReference.CreateFromFile(path);
}
