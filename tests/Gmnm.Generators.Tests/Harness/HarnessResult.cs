using System.Collections.Immutable;
using Gmnm.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gmnm.Generators.Tests.Harness;

/// <summary>What the generator made of a project.</summary>
internal sealed class HarnessResult(CSharpCompilation input, CSharpCompilation output, GeneratorRunResult run)
{
    private static readonly string[] s_documentation = ["CS1591"];

    /// <summary>The project without generated code.</summary>
    public CSharpCompilation Input => input;

    /// <summary>The project with generated code.</summary>
    public CSharpCompilation Output => output;

    /// <summary>Generated text by hint name.</summary>
    public ImmutableSortedDictionary<string, string> GeneratedSources { get; } = run.GeneratedSources.ToImmutableSortedDictionary(
        static source => source.HintName, static source => source.SourceText.ToString());

    /// <summary>What the generator reported.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => run.Diagnostics;

    /// <summary>What the generator and the analyzer reported.</summary>
    public ImmutableArray<Diagnostic> AllDiagnostics() =>
    [
        .. Diagnostics,
        .. output.WithAnalyzers([new NetworkAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult(),
    ];

    /// <summary>An exception that escaped from the generator.</summary>
    public Exception? Exception => run.Exception;

    /// <summary>
    /// Errors of the C# compiler in the whole project, warnings included. Undocumented members count in generated code only.
    /// </summary>
    public ImmutableArray<Diagnostic> CompilationErrors() =>
    [
        .. output.GetDiagnostics().Where(diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error
            && (!s_documentation.Contains(diagnostic.Id) || IsGenerated(diagnostic))),
    ];

    /// <summary>Whether a diagnostic stands in generated code.</summary>
    public bool IsGenerated(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree is { } tree && !input.ContainsSyntaxTree(tree);

    /// <summary>Compiles the project, warnings as errors, and loads it. Dispose unloads it.</summary>
    public LoadedAssembly Load()
    {
        Assert.Empty(Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Empty(CompilationErrors());
        return LoadedAssembly.Emit(output);
    }
}
