using Gmnm.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmnm.Generators.Parsing;

/// <summary>Whether a class can be a network: what kind of type it is, its modifiers, its place and its base.</summary>
internal sealed class ClassForm(INamedTypeSymbol type, TypeDeclarationSyntax syntax, ParseErrors errors)
{
    private static readonly SyntaxKind[] s_refusedModifiers =
        [SyntaxKind.StaticKeyword, SyntaxKind.AbstractKeyword, SyntaxKind.FileKeyword];

    /// <summary>Whether it is a class with a name at all; the C# compiler reports anything else.</summary>
    public bool Check()
    {
        if (type.TypeKind != TypeKind.Class || syntax.Identifier.IsMissing)
        {
            errors.Break();
            return false;
        }

        CheckKind();
        CheckPlace();
        CheckModifiers();
        CheckBase();
        CheckConstructors();
        return true;
    }

    private void CheckKind()
    {
        if (type.IsRecord)
        {
            errors.Report(DiagnosticDescriptors.NetworkMustBeClass, syntax.Identifier.GetLocation(), type.Name);
        }

        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            errors.Report(DiagnosticDescriptors.NetworkMustBePartial, syntax.Identifier.GetLocation(), type.Name);
        }
    }

    private void CheckPlace()
    {
        if (type.ContainingType is { } container)
        {
            errors.Report(DiagnosticDescriptors.NetworkMustNotBeNested, syntax.Identifier.GetLocation(), type.Name, container.Name);
        }
        else if (type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal))
        {
            errors.Break();
        }

        if (syntax.TypeParameterList is { } parameters)
        {
            errors.Report(DiagnosticDescriptors.NetworkMustNotBeGeneric, parameters.GetLocation(), type.Name);
        }
    }

    private void CheckModifiers()
    {
        foreach (var modifier in Declarations().SelectMany(static declaration => declaration.Modifiers))
        {
            if (s_refusedModifiers.Contains(modifier.Kind()))
            {
                errors.Report(DiagnosticDescriptors.NetworkModifier, modifier.GetLocation(), type.Name, modifier.ValueText);
            }
        }
    }

    private void CheckBase()
    {
        if (type.BaseType is null or { SpecialType: SpecialType.System_Object })
        {
            return;
        }

        if (type.BaseType.TypeKind == TypeKind.Error)
        {
            errors.Break();
            return;
        }

        // The base comes first in its list, but another part may list interfaces alone.
        var written = Declarations()
            .Select(static declaration => declaration.BaseList?.Types.FirstOrDefault()?.Type)
            .FirstOrDefault(first => NameOf(first) == type.BaseType.Name);
        var location = written?.GetLocation() ?? syntax.Identifier.GetLocation();
        errors.Report(DiagnosticDescriptors.NetworkBaseClass, location, type.Name, type.BaseType.Name);
    }

    private void CheckConstructors()
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            var written = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
            var location = written switch
            {
                ConstructorDeclarationSyntax declaration => declaration.Identifier.GetLocation(),
                TypeDeclarationSyntax { ParameterList: { } parameters } => parameters.GetLocation(),
                _ => null,
            };
            if (location is not null && !type.IsRecord)
            {
                errors.Report(DiagnosticDescriptors.NetworkConstructor, location, type.Name);
            }
        }
    }

    private IEnumerable<TypeDeclarationSyntax> Declarations() =>
        type.DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>();

    private static string? NameOf(TypeSyntax? type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => null,
    };
}
