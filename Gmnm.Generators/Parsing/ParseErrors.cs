using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing;

/// <summary>Collects what is wrong with one declaration.</summary>
internal sealed class ParseErrors
{
    private readonly List<DiagnosticInfo> _items = [];

    /// <summary>Whether the C# compiler reports an error of its own here: no code is written and nothing is added.</summary>
    public bool IsBroken { get; private set; }

    public bool Any => IsBroken || _items.Count > 0;

    public EquatableArray<DiagnosticInfo> Items => _items.ToEquatableArray();

    public void Break() => IsBroken = true;

    /// <summary>Adds an error. The same one at the same place counts once: a loop or a block is read as often as it repeats.</summary>
    public void Report(DiagnosticDescriptor descriptor, Location location, params string[] arguments)
    {
        var error = new DiagnosticInfo(descriptor.Id, SourceLocation.From(location), [.. arguments]);
        if (!_items.Contains(error))
        {
            _items.Add(error);
        }
    }
}
