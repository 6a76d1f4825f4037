using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;
using Gmnm.Generators.Parsing.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmnm.Generators.Parsing;

/// <summary>Turns a class with [Network] into a declaration, or into what is wrong with it.</summary>
internal static class NetworkParser
{
    public const string AttributeName = "Gmnm.NetworkAttribute";
    private const string AttributeNamespace = "Gmnm";
    private const string Suffix = "Attribute";
    private const string RuntimeType = "Gmnm.INetwork`1";
    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp13;

    /// <summary>Parses a class that has no generated half yet, as the generator sees it.</summary>
    /// <param name="type">The class.</param>
    /// <param name="syntax">The declaration of it that has [Network].</param>
    /// <param name="compilation">Where the class is.</param>
    public static NetworkParse Parse(INamedTypeSymbol type, TypeDeclarationSyntax syntax, CSharpCompilation compilation) =>
        Guard(type, syntax, errors =>
        {
            if (!new ClassForm(type, syntax, errors).Check())
            {
                return NetworkParse.Nothing;
            }

            CheckProject(syntax, compilation, errors);
            var stack = ParseStack(type, syntax, errors);
            MemberNames.CheckClass(type, syntax.Identifier.GetLocation(), errors);
            MemberNames.CheckNamespaces(type, syntax.Identifier.GetLocation(), errors);
            for (var index = 0; index < stack.Layers.Count; index++)
            {
                MemberNames.CheckLayer(stack.Layers[index], stack.AttributeOf(index).Location("Name"), type, errors);
            }

            return Finish(type, syntax, stack, errors);
        });

    /// <summary>Parses the attributes alone: where the generated half is there, its members cannot be told from clashes.</summary>
    public static NetworkParse ParseAttributes(INamedTypeSymbol type, TypeDeclarationSyntax syntax) =>
        Guard(type, syntax, errors => Finish(type, syntax, ParseStack(type, syntax, errors), errors));

    /// <summary>Name of a Gmnm attribute without its suffix; null for any other attribute.</summary>
    public static string? KindOf(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: AttributeNamespace, ContainingNamespace.IsGlobalNamespace: true } } type
        && type.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? type.Name.Substring(0, type.Name.Length - Suffix.Length)
            : null;

    public static bool IsPartOfStack(string? kind) => kind is "Input" or "Loss" || IsLayer(kind);

    public static bool IsLayer(string? kind) => kind is not null && LayerParsers.ByKind.ContainsKey(kind);

    private static NetworkParse Guard(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Func<ParseErrors, NetworkParse> parse)
    {
        try
        {
            return parse(new ParseErrors());
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var errors = new ParseErrors();
            errors.Report(
                DiagnosticDescriptors.Internal, syntax.Identifier.GetLocation(), type.Name, nameof(Parsing), type.Name, exception.Message);
            return new NetworkParse(null, errors.Items, new LocationTable([]));
        }
    }

    private static NetworkParse Finish(
        INamedTypeSymbol type, TypeDeclarationSyntax syntax, StackParser stack, ParseErrors errors)
    {
        var place = new ArgumentLocation(CompilerError.Network, null, SourceLocation.From(syntax.Identifier.GetLocation()));
        var locations = new LocationTable([place, .. stack.Locations]);
        return errors.Any ? new NetworkParse(null, errors.Items, locations) : new(Declare(type, stack), [], locations);
    }

    private static StackParser ParseStack(INamedTypeSymbol type, TypeDeclarationSyntax syntax, ParseErrors errors)
    {
        var stack = new StackParser(type.Name, errors);
        var isSplit = false;
        foreach (var attribute in type.GetAttributes())
        {
            if (KindOf(attribute) is not { } kind
                || !IsPartOfStack(kind)
                || attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax written)
            {
                continue;
            }

            if (written.FirstAncestorOrSelf<TypeDeclarationSyntax>() != syntax)
            {
                isSplit = true;
                errors.Report(DiagnosticDescriptors.SplitDeclaration, written.GetLocation(), kind, type.Name);
            }
            else
            {
                stack.Add(new AttributeReader(attribute, kind, written, errors));
            }
        }

        if (!stack.HasInput && !isSplit)
        {
            errors.Report(DiagnosticDescriptors.MissingInput, syntax.Identifier.GetLocation(), type.Name);
        }

        if (!stack.HasLayers && !isSplit)
        {
            errors.Report(DiagnosticDescriptors.NoLayers, syntax.Identifier.GetLocation(), type.Name);
        }

        return stack;
    }

    private static void CheckProject(TypeDeclarationSyntax syntax, CSharpCompilation compilation, ParseErrors errors)
    {
        if (syntax.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < OldestLanguage } options)
        {
            errors.Report(
                DiagnosticDescriptors.LanguageVersion,
                syntax.Identifier.GetLocation(),
                options.LanguageVersion.ToDisplayString(),
                OldestLanguage.ToDisplayString());
        }

        if (compilation.GetTypeByMetadataName(RuntimeType) is null)
        {
            errors.Report(DiagnosticDescriptors.MissingRuntime, syntax.Identifier.GetLocation(), syntax.Identifier.ValueText);
        }
    }

    private static NetworkDeclaration Declare(INamedTypeSymbol type, StackParser stack) => NetworkDeclaration.Stack(
        string.Join(".", Namespaces(type).Select(Escape)),
        Escape(type.Name),
        type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
        stack.InputShape,
        stack.Layers.ToEquatableArray(),
        stack.Loss);

    /// <summary>The namespaces of a type, outermost first.</summary>
    private static Stack<string> Namespaces(INamedTypeSymbol type)
    {
        var names = new Stack<string>();
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            names.Push(space.Name);
        }

        return names;
    }

    /// <summary>Contextual keywords too: a class may be called <c>partial</c>, where it is written with care.</summary>
    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}
