using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Gmnm.Generators.Tests.Harness;

/// <summary>Source with expected diagnostics marked in it: <c>{|GMNM0001:Net|}</c>. Marks nest.</summary>
/// <param name="Source">The source without marks.</param>
/// <param name="Expected">Ids and places, in order of place.</param>
internal sealed record Markup(string Source, IReadOnlyList<(string Id, TextSpan Span)> Expected)
{
    public static Markup Parse(string marked)
    {
        var source = new StringBuilder();
        var open = new Stack<(string Id, int Start)>();
        var expected = new List<(string Id, TextSpan Span)>();
        for (var index = 0; index < marked.Length; index++)
        {
            if (marked.AsSpan(index).StartsWith("{|"))
            {
                var colon = marked.IndexOf(':', index);
                open.Push((marked[(index + 2)..colon], source.Length));
                index = colon;
            }
            else if (open.Count > 0 && marked.AsSpan(index).StartsWith("|}"))
            {
                var (id, start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, source.Length)));
                index++;
            }
            else
            {
                source.Append(marked[index]);
            }
        }

        return new Markup(source.ToString(), [.. expected.OrderBy(static mark => mark.Span).ThenBy(static mark => mark.Id, StringComparer.Ordinal)]);
    }
}
