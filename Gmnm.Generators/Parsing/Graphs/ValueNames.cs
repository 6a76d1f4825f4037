using System.Globalization;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>Gives each value of a network an identifier of its own.</summary>
internal sealed class ValueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ordinals = [];

    /// <summary>The name itself, or with the next number that makes it unique.</summary>
    public string Unique(string name)
    {
        var unique = name;
        while (!_taken.Add(unique))
        {
            _ordinals[name] = _ordinals.TryGetValue(name, out var ordinal) ? ordinal + 1 : 2;
            unique = name + _ordinals[name].ToString(CultureInfo.InvariantCulture);
        }

        return unique;
    }
}
