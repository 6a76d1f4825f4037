using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmnm.Generators.Tests.Diagnostics;

/// <summary>A declaration that is wrong or doubtful, with what is reported marked in it.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Marked">Source after <c>using Gmnm;</c>, see <see cref="Markup"/>.</param>
public sealed record WrongDeclaration(string Name, string Marked)
{
    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp14;

    /// <summary>Whether the project references the runtime.</summary>
    public bool Runtime { get; init; } = true;

    /// <summary>Whether the project references the package for GPUs.</summary>
    public bool Gpu { get; init; }

    public override string ToString() => Name;
}
