using Gmnm.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>Parses a class with [Block]: its form, and the layer methods that generated code implements. What it computes is read where it is used.</summary>
internal static class BlockParser
{
    public const string AttributeName = "Gmnm.BlockAttribute";

    public static BlockParse Parse(INamedTypeSymbol type, TypeDeclarationSyntax syntax)
    {
        var errors = new ParseErrors();
        var attributes = AttributeReader.Of(type, errors).ToArray();
        foreach (var attribute in attributes.Where(static attribute => attribute.Kind is "Input" or "Loss"))
        {
            errors.Report(DiagnosticDescriptors.MeaninglessOption, attribute.Location(null), $"[{attribute.Kind}]", "[Block]");
        }

        var stubs = LayerMethodForm.Stubs(type);
        if (stubs is null || Fault(type, syntax) is not { } fault)
        {
            return new BlockParse(stubs, errors.Items);
        }

        errors.Report(DiagnosticDescriptors.BlockForm, syntax.Identifier.GetLocation(), type.Name, fault);
        return new BlockParse(null, errors.Items);
    }

    private static string? Fault(INamedTypeSymbol type, TypeDeclarationSyntax syntax) =>
        type.TypeKind != TypeKind.Class || type.IsRecord ? "must be a class"
        : type.ContainingType is not null ? "must not be nested"
        : type.IsGenericType ? "must not have type parameters"
        : type.IsFileLocal ? "must not be file-local"
        : !syntax.Modifiers.Any(SyntaxKind.PartialKeyword) ? "must be partial, because it has layer methods"
        : null;
}
