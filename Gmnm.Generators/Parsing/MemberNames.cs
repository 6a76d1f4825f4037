using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Parsing.Graphs;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing;

/// <summary>Whether the generated members have names of their own.</summary>
internal static class MemberNames
{
    /// <summary>Where the types are that generated code calls.</summary>
    private static readonly HashSet<string> CalledNamespaces =
    [
        "Gmnm", "Gmnm.Numerics", "System", "System.Collections.Immutable", "System.Numerics.Tensors",
        "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Threading",
    ];

    private static readonly HashSet<string> CalledGenerics =
        ["ILanes", "INetwork", "ITrainableNetwork", "ReadOnlySpan", "Span", "TensorSpan"];

    /// <summary>Reports members of the user's half that have a generated member's name.</summary>
    public static void CheckClass(INamedTypeSymbol type, Location identifier, ParseErrors errors)
    {
        if (GeneratedMembers.Names.Contains(type.Name))
        {
            errors.Report(DiagnosticDescriptors.GeneratedMemberName, identifier, type.Name, type.Name);
        }

        foreach (var member in type.GetMembers())
        {
            if (!member.IsImplicitlyDeclared && GeneratedMembers.Names.Contains(member.Name))
            {
                errors.Report(DiagnosticDescriptors.GeneratedMemberName, member.Locations[0], member.Name, type.Name);
            }
        }
    }

    /// <summary>Reports types beside the class that hide those which generated code calls by their short names.</summary>
    public static void CheckNamespaces(INamedTypeSymbol type, Location identifier, ParseErrors errors)
    {
        for (var space = type.ContainingNamespace; space is not null; space = space.ContainingNamespace)
        {
            var hiding = space.IsGlobalNamespace || !CalledNamespaces.Contains(space.ToDisplayString())
                ? GeneratedMembers.CalledTypes.SelectMany(name => space.GetTypeMembers(name))
                : [];
            foreach (var other in hiding.Where(other => Hides(other, type)))
            {
                errors.Report(DiagnosticDescriptors.HidingType, identifier, other.ToDisplayString(), type.Name);
            }
        }
    }

    /// <summary>Reports layers whose members the class already has, or would have generated, for another layer or otherwise.</summary>
    public static void CheckLayers(IEnumerable<GraphLayer> layers, bool isGraph, INamedTypeSymbol type, ParseErrors errors)
    {
        Dictionary<string, string> taken = [];
        foreach (var layer in layers.Where(static layer => layer.Declaration.Name.Split('.').All(IsValidPart)))
        {
            var name = layer.Declaration.Name;
            var (property, view) = LayerName.Members(name, isGraph);
            foreach (var member in new[] { property, view })
            {
                if (member == type.Name || GeneratedMembers.Names.Contains(member) || !type.GetMembers(member).IsEmpty)
                {
                    errors.Report(DiagnosticDescriptors.LayerNameClash, layer.Attribute.Location("Name"), name, member, type.Name);
                }
                else if (!taken.TryGetValue(member, out var other))
                {
                    taken.Add(member, name);
                }
                else if (other != name)
                {
                    errors.Report(DiagnosticDescriptors.DuplicateLayerName, layer.Attribute.Location("Name"), name, other);
                }
            }
        }
    }

    /// <summary>A repeated block has numbers in its layers' names.</summary>
    private static bool IsValidPart(string part) => LayerName.IsValid(part) || (part.Length > 0 && part.All(static character => character is >= '0' and <= '9'));

    private static bool Hides(INamedTypeSymbol other, INamedTypeSymbol type) =>
        !SymbolEqualityComparer.Default.Equals(other, type)
        && other.Arity == (CalledGenerics.Contains(other.Name) ? 1 : 0)
        && (other.DeclaredAccessibility == Accessibility.Public
            || SymbolEqualityComparer.Default.Equals(other.ContainingAssembly, type.ContainingAssembly));
}
