using Gmnm.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>The class that [Use] names.</summary>
internal static class BlockType
{
    /// <summary>A block or network of this project; null where the class is none, which is reported.</summary>
    public static INamedTypeSymbol? Find(AttributeReader attribute, ParseErrors errors)
    {
        if (attribute.TypeArgument is not INamedTypeSymbol { TypeKind: not TypeKind.Error } type)
        {
            errors.Break();
            return null;
        }

        if (!type.GetAttributes().Any(static other => NetworkParser.KindOf(other) is "Block" or "Network"))
        {
            attribute.Report(DiagnosticDescriptors.UseOfNoBlock, null, type.Name);
            return null;
        }

        if (type.DeclaringSyntaxReferences.IsEmpty)
        {
            attribute.Report(DiagnosticDescriptors.BlockWithoutSource, null, type.Name, type.ContainingAssembly.Name);
            return null;
        }

        return type;
    }
}
