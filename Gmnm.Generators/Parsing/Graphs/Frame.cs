using Gmnm.Generators.Parsing.Graphs.Values;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>The variables of one call of a method; those of the method around it where it is a local function.</summary>
internal sealed class Frame(Frame? outer)
{
    private readonly Dictionary<ISymbol, ReadValue> _values = new(SymbolEqualityComparer.Default);

    /// <summary>The value of a variable; null where nothing was assigned to it.</summary>
    public ReadValue? Find(ISymbol variable) =>
        _values.TryGetValue(variable, out var value) ? value : outer?.Find(variable);

    public void Declare(ISymbol variable, ReadValue value) => _values[variable] = value;

    /// <summary>Assigns to the variable of this frame or of one around it.</summary>
    public void Assign(ISymbol variable, ReadValue value)
    {
        if (outer?.Find(variable) is not null)
        {
            outer.Assign(variable, value);
        }
        else
        {
            Declare(variable, value);
        }
    }
}
