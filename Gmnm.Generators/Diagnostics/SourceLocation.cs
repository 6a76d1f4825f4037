using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Gmnm.Generators.Diagnostics;

/// <summary>A place in a file, compared by value: a <see cref="Location"/> would keep its syntax tree alive in the cache.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Span">Characters from the start of the file.</param>
/// <param name="Lines">The same as lines and columns.</param>
internal readonly record struct SourceLocation(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static SourceLocation From(Location location)
    {
        var lines = location.GetLineSpan();
        return new SourceLocation(lines.Path, location.SourceSpan, lines.Span);
    }

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
