using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;

namespace Gmnm.Generators.Parsing;

/// <summary>Settles the names of one network's layers: the user's, else the kind and its ordinal.</summary>
internal sealed class LayerNames(ParseErrors errors)
{
    private readonly Dictionary<string, int> _ordinals = [];
    private readonly Dictionary<string, string> _taken = [];

    /// <summary>The name of the next layer. An explicitly named layer counts too, so that naming one renames no other.</summary>
    public string Next(AttributeReader attribute)
    {
        _ordinals.TryGetValue(attribute.Kind, out var ordinal);
        _ordinals[attribute.Kind] = ++ordinal;
        var given = attribute.Text("Name");
        var name = given ?? LayerName.Default(attribute.Kind, ordinal);
        if (!LayerName.IsValid(name))
        {
            errors.Report(DiagnosticDescriptors.InvalidLayerName, attribute.Location("Name"), name);
        }
        else if (LayerName.Members(name).Select(Taken).OfType<string>().FirstOrDefault() is { } other)
        {
            errors.Report(DiagnosticDescriptors.DuplicateLayerName, attribute.Location("Name"), name, other);
        }
        else
        {
            foreach (var member in LayerName.Members(name))
            {
                _taken.Add(member, name);
            }
        }

        return name;
    }

    private string? Taken(string member) => _taken.TryGetValue(member, out var owner) ? owner : null;
}
