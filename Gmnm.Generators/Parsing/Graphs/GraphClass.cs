using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>What a class declares by its methods: layers, <c>Forward</c>, and perhaps the loss. Independent of how often it is used.</summary>
/// <param name="Type">The class.</param>
/// <param name="Stack">Layers on the class itself.</param>
/// <param name="Methods">Its layer methods in the order of declaration.</param>
/// <param name="Forward">The method that composes them; null where there is none that can be read.</param>
/// <param name="Loss">The method with [Loss].</param>
internal sealed record GraphClass(
    INamedTypeSymbol Type,
    ImmutableArray<AttributeReader> Stack,
    ImmutableArray<LayerMethodForm> Methods,
    IMethodSymbol? Forward,
    IMethodSymbol? Loss)
{
    private const string ForwardName = "Forward";

    /// <summary>Whether anything in a class says that it is a graph.</summary>
    public static bool IsGraph(INamedTypeSymbol type) => FirstGraphMember(type) is not null;

    /// <summary>Whether its layers are attributes of the class.</summary>
    public bool IsStack => !Stack.IsEmpty;

    /// <summary>Reports that a stack has a member of a graph.</summary>
    public static void ReportGraphMember(INamedTypeSymbol type, ParseErrors errors)
    {
        if (FirstGraphMember(type) is { } member)
        {
            errors.Report(DiagnosticDescriptors.StackAndGraph, member.Locations[0], type.Name, member.Name);
        }
    }

    public static GraphClass Read(INamedTypeSymbol type, ParseErrors errors)
    {
        var stack = AttributeReader.Of(type, errors).Where(static attribute => NetworkParser.IsLayer(attribute.Kind)).ToImmutableArray();
        if (!stack.IsEmpty)
        {
            ReportGraphMember(type, errors);
            return new GraphClass(type, stack, [], null, null);
        }

        return new GraphClass(
            type, [], [.. MethodsOf(type).Select(method => LayerMethodForm.Read(method, errors)).OfType<LayerMethodForm>()],
            FindForward(type, errors), FindLoss(type, errors));
    }

    private static IMethodSymbol? FindForward(INamedTypeSymbol type, ParseErrors errors)
    {
        var found = MethodsOf(type).Where(static method => method.Name == ForwardName).ToArray();
        if (found.Length == 0)
        {
            errors.Report(DiagnosticDescriptors.MissingForward, Identifier(type), type.Name);
            return null;
        }

        foreach (var second in found.Skip(1))
        {
            errors.Report(DiagnosticDescriptors.SecondForward, second.Locations[0], type.Name);
        }

        return MethodForm.Check(found[0], errors) ? found[0] : null;
    }

    private static IMethodSymbol? FindLoss(INamedTypeSymbol type, ParseErrors errors)
    {
        var found = MethodsOf(type).Where(static method => HasLoss(method)).ToArray();
        var attributes = found.SelectMany(method => AttributeReader.Of(method, errors)).Where(static attribute => attribute.Kind == "Loss").ToArray();
        foreach (var attribute in attributes)
        {
            foreach (var argument in attribute.WrittenArguments())
            {
                attribute.ReportMeaningless(argument, "[Loss] on a method");
            }
        }

        var isOnClass = type.GetAttributes().Any(static attribute => NetworkParser.KindOf(attribute) == "Loss");
        foreach (var second in attributes.Skip(isOnClass ? 0 : 1))
        {
            errors.Report(DiagnosticDescriptors.SecondLoss, second.Location(null), type.Name);
        }

        return found.Length > 0 && MethodForm.Check(found[0], errors) ? found[0] : null;
    }

    /// <summary>Whether the compiler of networks starts at a method: <c>Forward</c>, or the loss.</summary>
    public static bool IsRead(IMethodSymbol method) =>
        HasLoss(method) || (method.Name == ForwardName && MethodForm.IsSymbolic(method));

    private static ISymbol? FirstGraphMember(INamedTypeSymbol type) =>
        MethodsOf(type).FirstOrDefault(static method => LayerMethodForm.IsLayerMethod(method) || IsRead(method));

    private static bool HasLoss(IMethodSymbol method) =>
        method.GetAttributes().Any(static attribute => NetworkParser.KindOf(attribute) == "Loss");

    /// <summary>A partial method counts once, as its defining part.</summary>
    public static IEnumerable<IMethodSymbol> MethodsOf(INamedTypeSymbol type) => type.GetMembers()
        .OfType<IMethodSymbol>()
        .Where(static method => method is { MethodKind: MethodKind.Ordinary, PartialDefinitionPart: null, IsImplicitlyDeclared: false });

    private static Location Identifier(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax syntax
            ? syntax.Identifier.GetLocation()
            : type.Locations[0];
}
