using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmnm.Generators.Tests.Harness;

/// <summary>The assemblies that test sources compile against, loaded once for all tests.</summary>
internal static class References
{
    /// <summary>The .NET base class library.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } = LoadFramework();

    public static MetadataReference Attributes { get; } = Load(typeof(NetworkAttribute).Assembly.Location);

    public static MetadataReference Runtime { get; } = Load(typeof(ParameterBuffer).Assembly.Location);

    /// <summary>A library with a block, <c>Library.CompiledBlock</c>.</summary>
    public static MetadataReference Library { get; } = CompileLibrary();

    /// <summary>What a project with the package has, and a library.</summary>
    public static ImmutableArray<MetadataReference> All { get; } = [.. Framework, Attributes, Runtime, Library];

    /// <summary>What the package for GPUs adds.</summary>
    public static ImmutableArray<MetadataReference> Gpu { get; } =
    [
        Load(typeof(Gmnm.Gpu.IGpuNetwork).Assembly.Location),
        Load(typeof(ILGPU.Context).Assembly.Location),
        Load(typeof(ILGPU.Algorithms.XMath).Assembly.Location),
    ];

    private static PortableExecutableReference CompileLibrary()
    {
        var source = CSharpSyntaxTree.ParseText("namespace Library; [Gmnm.Block, Gmnm.Linear(8)] public class CompiledBlock;");
        using var image = new MemoryStream();
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        Assert.True(CSharpCompilation.Create("Library", [source], [.. Framework, Attributes], options).Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

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
