using Gmnm.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>Whether a method can be read: an ordinary one, with a body.</summary>
internal static class MethodForm
{
    public const string TensorName = "SymbolicTensor";

    /// <summary>Whether a type is <c>Gmnm.SymbolicTensor</c>.</summary>
    public static bool IsTensor(ITypeSymbol? type) =>
        type is { Name: TensorName, ContainingNamespace: { Name: "Gmnm", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether a method takes or gives tensors.</summary>
    public static bool IsSymbolic(IMethodSymbol method) =>
        IsTensor(method.ReturnType) || method.Parameters.Any(static parameter => IsTensor(parameter.Type));

    /// <summary>Reports what keeps a method from being read.</summary>
    public static bool Check(IMethodSymbol method, ParseErrors errors)
    {
        if (Fault(method) is not { } fault)
        {
            return true;
        }

        errors.Report(DiagnosticDescriptors.UnreadableMethod, method.Locations[0], method.Name, fault);
        return false;
    }

    private static string? Fault(IMethodSymbol method)
    {
        var written = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        return method.IsAsync ? "is async"
            : method.IsGenericMethod ? "has type parameters"
            : method.RefKind != RefKind.None ? "returns a reference"
            : method.IsVirtual || method.IsOverride || method.IsAbstract ? "is virtual"
            : method.Parameters.FirstOrDefault(static parameter => parameter.RefKind != RefKind.None) is { } reference
                ? $"takes '{reference.Name}' by reference"
            : written is MethodDeclarationSyntax { Body: null, ExpressionBody: null } ? "has no body"
            : null;
    }
}
