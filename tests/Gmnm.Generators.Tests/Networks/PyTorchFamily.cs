using System.Text.Json;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Parsing;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>A file of <c>tests/fixtures</c>: the cases of related layers, parsed and compiled together.</summary>
internal sealed class PyTorchFamily
{
    /// <summary>Namespace of the networks.</summary>
    public const string Namespace = "Fixtures";

    private static readonly Dictionary<string, PyTorchFamily> s_all =
        new[] { "layers", "norms", "folded_norms", "attention", "attention_inputs", "recurrent", "convolutions" }.ToDictionary(static name => name, static name => new PyTorchFamily(name));

    private readonly Dictionary<string, PyTorchFixture> _cases;
    private readonly Lazy<Dictionary<string, NetworkDeclaration>> _networks;
    private readonly Lazy<GeneratedAssembly> _assembly;

    private PyTorchFamily(string name)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.At("tests", "fixtures", name + ".json")));
        _cases = file.RootElement.EnumerateArray().ToDictionary(static entry => entry.GetProperty("name").GetString()!, PyTorchFixture.Parse);
        var source = $"namespace {Namespace};\n{string.Concat(_cases.Values.Select(static fixture => fixture.Source))}";
        _networks = new(() => Parsed.Networks(source).ToDictionary(static network => network.Name));
        _assembly = new(() => new GeneratedAssembly("using Gmnm; " + source, Namespace));
    }

    /// <summary>File and name of every case.</summary>
    public static TheoryData<string, string> Cases
    {
        get
        {
            var names = new TheoryData<string, string>();
            foreach (var (family, file) in s_all)
            {
                foreach (var name in file._cases.Keys)
                {
                    names.Add(family, name);
                }
            }

            return names;
        }
    }

    /// <summary>Every network of every file, as the parser reads it.</summary>
    public static IEnumerable<NetworkDeclaration> AllNetworks => s_all.Values.SelectMany(static family => family._networks.Value.Values);

    /// <summary>Every network of every file, as a user writes it.</summary>
    public static IEnumerable<string> AllSources => s_all.Values.SelectMany(static family => family._cases.Values).Select(static fixture => fixture.Source);

    /// <summary>The case in the middle of each file.</summary>
    public static IEnumerable<PyTorchFixture> OneOfEach => s_all.Values.Select(static family => family._cases.Values.ElementAt(family._cases.Count / 2));

    public static PyTorchFamily Named(string name) => s_all[name];

    public PyTorchFixture this[string name] => _cases[name];

    /// <summary>A network as the parser reads it.</summary>
    public NetworkDeclaration Declaration(PyTorchFixture fixture) => _networks.Value[fixture.ClassName];

    /// <summary>An instance of the code generated for a network.</summary>
    public GeneratedNetwork Create(PyTorchFixture fixture) => _assembly.Value.Create(fixture.ClassName);
}
