namespace Gmnm.Generators.Declaration;

/// <summary>Rules of layer names. A layer <c>linear1</c> is the member <c>Linear1</c> of the generated class, of type <c>Linear1Parameters</c>.</summary>
internal static class LayerName
{
    /// <summary>The kind in lower camel case, and its ordinal among the layers of that kind, from 1.</summary>
    public static string Default(string kind, int ordinal) => $"{char.ToLowerInvariant(kind[0])}{kind.Substring(1)}{ordinal}";

    /// <summary>An ASCII letter, then ASCII letters, digits and underscores.</summary>
    public static bool IsValid(string name) => name.Length > 0 && IsLetter(name[0]) && name.All(IsPart);

    /// <summary>The name with its first letter in upper case.</summary>
    public static string ToMember(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>A name with dots as one identifier: <c>linear1.weight</c> becomes <c>linear1Weight</c>.</summary>
    public static string ToIdentifier(string name)
    {
        var parts = name.Split('.');
        return parts[0] + string.Concat(parts.Skip(1).Select(ToMember));
    }

    /// <summary>Both members that the layer becomes.</summary>
    public static string[] Members(string name) => [ToMember(name), ToMember(name) + "Parameters"];

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsPart(char character) => IsLetter(character) || character is (>= '0' and <= '9') or '_';
}
