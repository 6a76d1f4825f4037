using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Harness;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Many networks from one source, compiled once, without a warning, and loaded.</summary>
internal sealed class GeneratedAssembly
{
    private readonly LoadedAssembly _assembly;
    private readonly Dictionary<string, NetworkDeclaration> _networks;

    public GeneratedAssembly(IEnumerable<NetworkDeclaration> networks)
    {
        _networks = networks.ToDictionary(static network => network.Name);
        _assembly = GeneratorHarness.Run(NetworkSource.Write(_networks.Values)).Load();
    }

    public NetworkDeclaration Declaration(string name) => _networks[name];

    public GeneratedNetwork Create(string name) => GeneratedNetwork.Create(_assembly.Type($"{NetworkSource.Namespace}.{name}"));
}
