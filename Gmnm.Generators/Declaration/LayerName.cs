namespace Gmnm.Generators.Declaration;

/// <summary>Rules of layer names, and of the members that layers become in the generated class.</summary>
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

    /// <summary>
    /// Both members that a layer becomes, property and type: <c>Linear1</c> and <c>Linear1Parameters</c>. In a graph the method has
    /// the layer's name already: there <c>head</c> is <c>HeadParameters</c>, of type <c>HeadParametersView</c>.
    /// </summary>
    public static (string Property, string Type) Members(string name, bool isGraph)
    {
        var member = ToMember(ToIdentifier(name)) + (isGraph ? "Parameters" : "");
        return (member, member + (isGraph ? "View" : "Parameters"));
    }

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsPart(char character) => IsLetter(character) || character is (>= '0' and <= '9') or '_';
}
