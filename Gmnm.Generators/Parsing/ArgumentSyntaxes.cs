using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Gmnm.Generators.Parsing;

/// <summary>Finds the arguments of an attribute in its text.</summary>
internal static class ArgumentSyntaxes
{
    /// <summary>Where an argument stands, or one element of a parameter array; the whole attribute where it is not found.</summary>
    public static Location Locate(AttributeSyntax attribute, IMethodSymbol? constructor, string? argument, int element)
    {
        var written = Find(attribute, constructor, argument);
        if (written.Count == 0)
        {
            return attribute.GetLocation();
        }

        if (element >= 0 && element < written.Count && (written.Count > 1 || element == 0))
        {
            return written[element].GetLocation();
        }

        var span = TextSpan.FromBounds(written[0].SpanStart, written[written.Count - 1].Span.End);
        return Location.Create(attribute.SyntaxTree, span);
    }

    /// <summary>Names of the arguments that are written, each once.</summary>
    public static IEnumerable<string> Names(AttributeSyntax attribute, IMethodSymbol? constructor) =>
        (attribute.ArgumentList?.Arguments ?? [])
            .Select((argument, index) => NameOf(argument, index, constructor))
            .OfType<string>()
            .Distinct();

    private static List<AttributeArgumentSyntax> Find(AttributeSyntax attribute, IMethodSymbol? constructor, string? name) =>
        [.. (attribute.ArgumentList?.Arguments ?? []).Where((argument, index) => name is not null && NameOf(argument, index, constructor) == name)];

    private static string? NameOf(AttributeArgumentSyntax argument, int index, IMethodSymbol? constructor)
    {
        if ((argument.NameEquals?.Name ?? argument.NameColon?.Name) is { } name)
        {
            return name.Identifier.ValueText;
        }

        var parameters = constructor?.Parameters ?? [];
        return parameters.Length == 0 ? null
            : index < parameters.Length ? parameters[index].Name
            : parameters[parameters.Length - 1] is { IsParams: true } last ? last.Name
            : null;
    }
}
