using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing;

/// <summary>Whether the generated members have names of their own.</summary>
internal static class MemberNames
{
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

    /// <summary>Reports a layer whose member the class already has, or would have generated.</summary>
    public static void CheckLayer(LayerDeclaration layer, Location name, INamedTypeSymbol type, ParseErrors errors)
    {
        if (!LayerName.IsValid(layer.Name))
        {
            return;
        }

        foreach (var member in LayerName.Members(layer.Name))
        {
            if (member == type.Name || GeneratedMembers.Names.Contains(member) || !type.GetMembers(member).IsEmpty)
            {
                errors.Report(DiagnosticDescriptors.LayerNameClash, name, layer.Name, member, type.Name);
            }
        }
    }
}
