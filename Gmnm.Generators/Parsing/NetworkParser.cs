using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;
using Gmnm.Generators.Parsing.Graphs;
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
            MemberNames.CheckClass(type, syntax.Identifier.GetLocation(), errors);
            MemberNames.CheckNamespaces(type, syntax.Identifier.GetLocation(), errors);
            return Read(type, syntax, compilation, errors, checkMembers: true);
        });

    /// <summary>Parses the declaration alone: where the generated half is there, its members cannot be told from clashes.</summary>
    public static NetworkParse ParseDeclaration(INamedTypeSymbol type, TypeDeclarationSyntax syntax, CSharpCompilation compilation) =>
        Guard(type, syntax, errors => Read(type, syntax, compilation, errors, checkMembers: false));

    /// <summary>Name of a Gmnm attribute without its suffix; null for any other attribute.</summary>
    public static string? KindOf(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: AttributeNamespace, ContainingNamespace.IsGlobalNamespace: true } } type
        && type.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? type.Name.Substring(0, type.Name.Length - Suffix.Length)
            : null;

    public static bool IsPartOfStack(string? kind) => kind is "Input" or "Loss" || IsLayer(kind);

    public static bool IsLayer(string? kind) => kind is "Use" or "Residual" || (kind is not null && LayerParsers.ByKind.ContainsKey(kind));

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

    private static NetworkParse Read(
        INamedTypeSymbol type, TypeDeclarationSyntax syntax, CSharpCompilation compilation, ParseErrors errors, bool checkMembers)
    {
        var attributes = ReadAttributes(type, syntax, errors);
        if (attributes is { HasLayers: false, HasInput: true } || (!attributes.HasLayers && !GraphClass.IsGraph(type)))
        {
            return Failed(type, errors);
        }

        var reading = new GraphReading(compilation, errors);
        reading.TryEnter(type);
        var root = new BlockInstance(reading, type, prefix: "", frozen: false);
        if (checkMembers)
        {
            MemberNames.CheckLayers(reading.Content.Layers, isGraph: !root.Methods.IsEmpty, type, errors);
        }

        var pieces = attributes.HasLayers ? attributes.Pieces(root) : new GraphParser(type, reading).Parse(root);
        reading.ReportUnread();
        if (attributes.Loss is not null && pieces?.Outputs.Length > 1)
        {
            attributes.ReportLoss(DiagnosticDescriptors.LossOfSeveralOutputs);
        }

        return errors.Any || pieces is null
            ? Failed(type, errors)
            : Declare(type, syntax, errors, attributes, root, new GraphAssembly(reading.Content, pieces));
    }

    private static NetworkParse Failed(INamedTypeSymbol type, ParseErrors errors) =>
        new(null, errors.Items, new LocationTable([])) { Stubs = LayerMethodForm.Stubs(type) };

    private static NetworkParse Declare(
        INamedTypeSymbol type,
        TypeDeclarationSyntax syntax,
        ParseErrors errors,
        ClassAttributes attributes,
        BlockInstance root,
        GraphAssembly graph)
    {
        var declaration = new NetworkDeclaration(
            Identifier.Namespace(type),
            Identifier.Escape(type.Name),
            type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
            graph.Inputs,
            graph.Layers,
            graph.Values,
            graph.Outputs,
            (LossDeclaration?)attributes.Loss ?? graph.Loss,
            graph.Methods(root))
        {
            Streaming = IsStreaming(type),
        };
        if (declaration is { Streaming: true } && (declaration.Inputs.Count > 1 || declaration.Outputs.Count > 1))
        {
            errors.Report(DiagnosticDescriptors.StreamOfSeveralTensors, syntax.Identifier.GetLocation(), type.Name);
            return Failed(type, errors);
        }

        var place = new ArgumentLocation(CompilerError.Network, null, SourceLocation.From(syntax.Identifier.GetLocation()));
        var warnings = graph.Unused.Select(static layer => new DiagnosticInfo(
            DiagnosticDescriptors.UnusedLayer.Id, SourceLocation.From(layer.Attribute.Location(null)), [layer.Declaration.Name]));
        return new NetworkParse(declaration, [], new LocationTable([place, .. attributes.Locations, .. graph.Locations()]))
        {
            Warnings = warnings.ToEquatableArray(),
        };
    }

    /// <summary>Whether the class has <c>[Network(Streaming = true)]</c>.</summary>
    private static bool IsStreaming(INamedTypeSymbol type) => type.GetAttributes()
        .Where(static attribute => attribute.AttributeClass?.ToDisplayString() == AttributeName)
        .SelectMany(static attribute => attribute.NamedArguments)
        .Any(static argument => argument is { Key: "Streaming", Value.Value: true });

    private static ClassAttributes ReadAttributes(INamedTypeSymbol type, TypeDeclarationSyntax syntax, ParseErrors errors)
    {
        var read = new ClassAttributes(type.Name, errors);
        var isSplit = false;
        foreach (var attribute in AttributeReader.Of(type, errors).Where(static attribute => IsPartOfStack(attribute.Kind)))
        {
            if (attribute.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() != syntax)
            {
                isSplit = true;
                errors.Report(DiagnosticDescriptors.SplitDeclaration, attribute.Syntax.GetLocation(), attribute.Kind, type.Name);
            }
            else
            {
                read.Add(attribute);
            }
        }

        var isStack = read.HasInput || read.HasLayers || !GraphClass.IsGraph(type);
        if (isStack && !read.HasInput && !isSplit)
        {
            errors.Report(DiagnosticDescriptors.MissingInput, syntax.Identifier.GetLocation(), type.Name);
        }

        if (isStack && !read.HasLayers && !isSplit)
        {
            if (GraphClass.IsGraph(type))
            {
                GraphClass.ReportGraphMember(type, errors);
            }
            else
            {
                errors.Report(DiagnosticDescriptors.NoLayers, syntax.Identifier.GetLocation(), type.Name);
            }
        }

        return read;
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
}
