using System.Reflection;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Many networks from one source, compiled once, without a warning, and loaded.</summary>
internal sealed class GeneratedAssembly
{
    private readonly Assembly _assembly;
    private readonly Dictionary<string, NetworkDeclaration> _networks;

    public GeneratedAssembly(IEnumerable<NetworkDeclaration> networks)
    {
        _networks = networks.ToDictionary(static network => network.Name);
        var result = GeneratorHarness.Run(NetworkSource.Write(_networks.Values));
        Assert.DoesNotContain(result.Diagnostics, static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        // One pass over all the code: warnings are errors in the harness's options, so a warning fails here.
        using var image = new MemoryStream();
        var emitted = result.Output.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Take(20)));
        _assembly = Assembly.Load(image.ToArray());
    }

    public NetworkDeclaration Declaration(string name) => _networks[name];

    public Type Type(string name) => _assembly.GetType($"{NetworkSource.Namespace}.{name}", throwOnError: true)!;

    /// <summary>An instance of a network with a loss.</summary>
    public GeneratedNetwork Create(string name) => GeneratedNetwork.Create(Type(name));
}
