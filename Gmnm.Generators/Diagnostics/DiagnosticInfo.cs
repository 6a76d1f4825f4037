using Gmnm.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Diagnostics;

/// <summary>A diagnostic that compares by value.</summary>
/// <param name="Id">The diagnostic, for example <c>GMNM0001</c>.</param>
/// <param name="Location">Where it is reported.</param>
/// <param name="Arguments">What the message's placeholders take.</param>
internal sealed record DiagnosticInfo(string Id, SourceLocation Location, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic() => ToDiagnostic(Location.ToLocation());

    /// <summary>As <see cref="ToDiagnostic()"/>, at a location inside a syntax tree, which <c>#pragma</c> can suppress.</summary>
    public Diagnostic ToDiagnostic(Location location) =>
        Diagnostic.Create(DiagnosticDescriptors.Get(Id), location, [.. Arguments]);
}
