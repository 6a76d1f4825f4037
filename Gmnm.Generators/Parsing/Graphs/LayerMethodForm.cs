using System.Collections.Immutable;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>A partial method that stands for layers.</summary>
/// <param name="Method">Its defining part.</param>
/// <param name="Layers">The attributes of its layers, in order.</param>
internal sealed record LayerMethodForm(IMethodSymbol Method, ImmutableArray<AttributeReader> Layers)
{
    /// <summary>The method's name in lower camel case.</summary>
    public string Name { get; } = char.ToLowerInvariant(Method.Name[0]) + Method.Name.Substring(1);

    /// <summary>Whether a method has a layer, or is partial as layers are.</summary>
    public static bool IsLayerMethod(IMethodSymbol method) =>
        method.GetAttributes().Any(static attribute => NetworkParser.IsLayer(NetworkParser.KindOf(attribute)))
        || IsUnmarked(method);

    /// <summary>The layers of a method; null where it has none, or where its form is wrong.</summary>
    public static LayerMethodForm? Read(IMethodSymbol method, ParseErrors errors)
    {
        var layers = AttributeReader.Of(method, errors).Where(static attribute => NetworkParser.IsLayer(attribute.Kind)).ToImmutableArray();
        if (layers.Length == 0)
        {
            if (IsUnmarked(method))
            {
                errors.Report(DiagnosticDescriptors.MethodWithoutLayer, method.Locations[0], method.Name);
            }

            return null;
        }

        if (!IsWritten(method) || method.ReturnType.TypeKind == TypeKind.Error || method.Parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Error))
        {
            errors.Break();
            return null;
        }

        var fault = Fault(method);
        if (fault is not null)
        {
            errors.Report(DiagnosticDescriptors.LayerMethodForm, method.Locations[0], method.Name, fault);
        }

        return fault is null && !layers.Any(static layer => layer.IsBroken) ? new LayerMethodForm(method, layers) : null;
    }

    /// <summary>The layer methods of a class that can be implemented, be their layers right or wrong; null where there are none.</summary>
    public static LayerStubs? Stubs(INamedTypeSymbol type)
    {
        var signatures = GraphClass.MethodsOf(type)
            .Where(static method => IsLayerMethod(method) && IsWritten(method) && Fault(method) is null)
            .Select(static method => new LayerMethodForm(method, []).Signature())
            .ToEquatableArray();
        return signatures.Count == 0 || type.Name.Length == 0 ? null : new LayerStubs(Identifier.Namespace(type), Identifier.Escape(type.Name), signatures);
    }

    /// <summary>The implementing part up to its body, every type in full.</summary>
    public string Signature()
    {
        var modifiers = Method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax syntax
            ? string.Join(" ", syntax.Modifiers.Select(static modifier => modifier.ValueText))
            : "private partial";
        var parameters = Method.Parameters.Select(static parameter => $"{Type(parameter.Type)} {Identifier.Escape(parameter.Name)}");
        return $"{modifiers} {Type(Method.ReturnType)} {Identifier.Escape(Method.Name)}({string.Join(", ", parameters)})";
    }

    private static string Type(ITypeSymbol type) =>
        "global::Gmnm." + MethodForm.TensorName + (type.NullableAnnotation == NullableAnnotation.Annotated ? "?" : "");

    /// <summary>A partial method on tensors that nothing implements.</summary>
    private static bool IsUnmarked(IMethodSymbol method) =>
        method is { IsPartialDefinition: true, PartialImplementationPart: null } && MethodForm.IsTensor(method.ReturnType);

    private static string? Fault(IMethodSymbol method) =>
        !method.IsPartialDefinition ? "must be partial"
        : method.PartialImplementationPart is { } part && IsUsers(part) ? "must have no body: generated code implements it"
        : method.IsStatic ? "must not be static"
        : method.IsGenericMethod ? "must not have type parameters"
        : !MethodForm.IsTensor(method.ReturnType) ? "must return SymbolicTensor"
        : method.Parameters.Length == 0 ? "must take a SymbolicTensor"
        : method.Parameters.FirstOrDefault(static parameter => !IsPlain(parameter)) is { } wrong
            ? $"must take SymbolicTensors alone, but '{wrong.Name}' is not a plain one"
        : null;

    /// <summary>A partial method with a result says who may call it, and all has names; otherwise the C# compiler reports it.</summary>
    private static bool IsWritten(IMethodSymbol method) =>
        method.Name.Length > 0
        && method.Parameters.All(static parameter => SyntaxFacts.IsValidIdentifier(parameter.Name))
        && (!method.IsPartialDefinition || method.ReturnsVoid || SaysWhoMayCall(method));

    private static bool SaysWhoMayCall(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax syntax
        && syntax.Modifiers.Any(static modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind()));

    private static bool IsPlain(IParameterSymbol parameter) =>
        MethodForm.IsTensor(parameter.Type) && parameter is { RefKind: RefKind.None, IsOptional: false, IsParams: false };

    /// <summary>An analyzer sees the generated part too.</summary>
    private static bool IsUsers(IMethodSymbol part) =>
        part.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) != true;
}
