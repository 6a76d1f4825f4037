using Microsoft.CodeAnalysis.CSharp;

namespace Gmnm.Generators.Emission;

/// <summary>Gives each identifier once, and no keyword: a number follows where a suggestion is taken.</summary>
internal sealed class UniqueNames(params IEnumerable<string> reserved)
{
    private readonly HashSet<string> _taken = [.. reserved];
    private readonly Dictionary<string, int> _counts = [];

    public string Next(string suggestion)
    {
        var name = suggestion;
        while (SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || !_taken.Add(name))
        {
            _counts[suggestion] = _counts.TryGetValue(suggestion, out var count) ? count + 1 : 2;
            name = $"{suggestion}{_counts[suggestion]}";
        }

        return name;
    }
}
