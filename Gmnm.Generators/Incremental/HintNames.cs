using System.Globalization;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Incremental;

/// <summary>
/// Makes the names of generated files valid and unique. Roslyn compares them without case, C# has classes that differ
/// only by case.
/// </summary>
/// <param name="Clashing">Full names of the networks, in ordinal order, that another network's name equals but for case.</param>
internal sealed record HintNames(EquatableArray<string> Clashing)
{
    private const string Extension = ".g.cs";

    public static HintNames From(IEnumerable<string> networks) => new(
        networks
            .GroupBy(static network => network, StringComparer.OrdinalIgnoreCase)
            .Where(static group => group.Count() > 1)
            .SelectMany(static group => group)
            .OrderBy(static network => network, StringComparer.Ordinal)
            .ToEquatableArray());

    /// <summary>The sources of one network, with names that no other network's source has.</summary>
    public IEnumerable<SourceFile> Apply(CompiledDeclaration compiled)
    {
        var place = Clashing.Items.IndexOf(compiled.Network);
        return compiled.Result.Sources.Select(source => source with { HintName = Rename(source.HintName, place) });
    }

    private static string Rename(string hintName, int place)
    {
        var valid = hintName.Replace("@", "");
        if (place < 0)
        {
            return valid;
        }

        var stem = valid.EndsWith(Extension, StringComparison.Ordinal)
            ? valid.Substring(0, valid.Length - Extension.Length)
            : valid;
        return $"{stem}.{(place + 1).ToString(CultureInfo.InvariantCulture)}{Extension}";
    }
}
