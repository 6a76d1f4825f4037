using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Parsing.Graphs;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing;

/// <summary>Settles the names of one network's layers: the user's, else the kind and its ordinal.</summary>
internal sealed class LayerNames(ParseErrors errors)
{
    private readonly Dictionary<string, int> _ordinals = [];
    private readonly Dictionary<string, string> _taken = [];

    /// <summary>The name of the next layer. An explicitly named layer counts too, so that naming one renames no other.</summary>
    public string Next(AttributeReader attribute)
    {
        // A block is called what its class is called.
        var kind = attribute.TypeArgument is { Name.Length: > 0 } block ? block.Name : attribute.Kind;
        _ordinals.TryGetValue(kind, out var ordinal);
        _ordinals[kind] = ++ordinal;
        return Claim(attribute.Text("Name") ?? LayerName.Default(kind, ordinal), attribute.Location("Name"));
    }

    /// <summary>The name of a layer method: that of its only layer where the user gave one, else its own.</summary>
    public string Of(LayerMethodForm method) => method.Layers.Length == 1 && method.Layers[0].Text("Name") is { } name
        ? Claim(name, method.Layers[0].Location("Name"))
        : Claim(method.Name, method.Method.Locations[0]);

    private string Claim(string name, Location location)
    {
        if (!LayerName.IsValid(name))
        {
            errors.Report(DiagnosticDescriptors.InvalidLayerName, location, name);
        }
        else if (_taken.TryGetValue(LayerName.ToMember(name), out var other))
        {
            errors.Report(DiagnosticDescriptors.DuplicateLayerName, location, name, other);
        }
        else
        {
            _taken.Add(LayerName.ToMember(name), name);
        }

        return name;
    }
}
