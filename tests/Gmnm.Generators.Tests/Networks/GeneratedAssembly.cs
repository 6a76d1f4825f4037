using System.Reflection;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Many networks from one source, compiled once, without a warning, and loaded.</summary>
internal sealed class GeneratedAssembly
{
    private readonly Assembly _assembly;
    private readonly string _namespace;
    private readonly Dictionary<string, NetworkDeclaration> _networks = [];

    public GeneratedAssembly(IReadOnlyCollection<NetworkDeclaration> networks, bool forGpu = false)
        : this(NetworkSource.Write(networks), NetworkSource.Namespace, forGpu) =>
        _networks = networks.ToDictionary(static network => network.Name);

    /// <summary>The networks of a source, which are in one namespace.</summary>
    /// <param name="source">C#.</param>
    /// <param name="networkNamespace">Their namespace.</param>
    /// <param name="forGpu">Whether there is code for a GPU too.</param>
    public GeneratedAssembly(string source, string networkNamespace, bool forGpu = false)
    {
        _namespace = networkNamespace;
        var result = GeneratorHarness.Run(forGpu ? GeneratorHarness.CompileForGpu(source) : GeneratorHarness.Compile(source));
        Assert.DoesNotContain(result.Diagnostics, static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        // One pass over all the code: warnings are errors in the harness's options, so a warning fails here.
        using var image = new MemoryStream();
        var emitted = result.Output.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Take(20)));
        _assembly = Assembly.Load(image.ToArray());
        Sources = result.GeneratedSources;
    }

    /// <summary>Generated text by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; }

    public NetworkDeclaration Declaration(string name) => _networks[name];

    public Type Type(string name) => _assembly.GetType($"{_namespace}.{name}", throwOnError: true)!;

    /// <summary>An instance of a network with a loss.</summary>
    public GeneratedNetwork Create(string name) => GeneratedNetwork.Create(Type(name));
}
