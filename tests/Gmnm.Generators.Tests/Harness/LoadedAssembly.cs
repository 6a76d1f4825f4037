using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmnm.Generators.Tests.Harness;

/// <summary>A compiled test project in memory, in a load context of its own.</summary>
internal sealed class LoadedAssembly : IDisposable
{
    private readonly AssemblyLoadContext _context;

    private LoadedAssembly(AssemblyLoadContext context, Assembly assembly) => (_context, Assembly) = (context, assembly);

    public Assembly Assembly { get; }

    public static LoadedAssembly Emit(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        // Undocumented members of the test's own source are an error by the general option; what matters was checked.
        var lenient = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
        var result = lenient.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        var context = new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true);
        return new LoadedAssembly(context, context.LoadFromStream(image));
    }

    /// <summary>A type by its full name.</summary>
    public Type Type(string name) => Assembly.GetType(name, throwOnError: true)!;

    public void Dispose() => _context.Unload();
}
