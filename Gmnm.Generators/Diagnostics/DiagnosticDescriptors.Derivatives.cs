using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Diagnostics;

/// <content>Derivatives that do not exist.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NoSecondDerivative = new(
        "GMNM2001", "No second derivative", "'{0}' needs a second derivative through {1}, whose slope jumps",
        "Gmnm.Differentiation", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM2001.md");

    public static readonly DiagnosticDescriptor NoDerivativeOfDerivative = new(
        "GMNM2002", "A derivative that cannot be trained", "'{0}' has no second derivative, which training a loss with a derivative through it needs",
        "Gmnm.Differentiation", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM2002.md");

    public static readonly DiagnosticDescriptor IndependentDerivative = new(
        "GMNM2003", "A derivative of a value that does not depend on the other", "'{0}' is a derivative with respect to a value that it does not depend on",
        "Gmnm.Differentiation", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM2003.md");

    public static readonly DiagnosticDescriptor LaplacianOfSeveral = new(
        "GMNM2004", "A Laplacian needs one number", "'{0}' is the Laplacian of {1}: it needs one number for each sample, [1]",
        "Gmnm.Differentiation", DiagnosticSeverity.Error, true, helpLinkUri: Help + "GMNM2004.md");
}
