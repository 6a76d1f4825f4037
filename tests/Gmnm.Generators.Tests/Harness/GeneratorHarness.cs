using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmnm.Generators.Tests.Harness;

/// <summary>
/// Runs the generator on source text. Every run is done twice, the second time after an unrelated edit, and fails
/// where a step was not cached or where a step's output holds a symbol or syntax.
/// </summary>
internal static class GeneratorHarness
{
    public const string SourcePath = "Network.cs";

    private static readonly CSharpCompilationOptions s_options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithAllowUnsafe(true)
        .WithOptimizationLevel(OptimizationLevel.Release)
        .WithGeneralDiagnosticOption(ReportDiagnostic.Error);

    /// <summary>XML documentation is checked too: a wrong cref in generated code is a warning in the user's build.</summary>
    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    /// <summary>Runs the generator on one file.</summary>
    public static HarnessResult Run(string source) => Run([source]);

    /// <summary>Runs the generator on several files of one project.</summary>
    public static HarnessResult Run(params ReadOnlySpan<string> sources) => Run(Compile(sources));

    /// <summary>Runs the generator on a compilation.</summary>
    public static HarnessResult Run(CSharpCompilation compilation)
    {
        var options = (CSharpParseOptions?)compilation.SyntaxTrees.FirstOrDefault()?.Options ?? ParseOptions;
        var driver = Driver(options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var result = driver.GetRunResult().Results.Single();
        StepOutputs.AssertHoldNoSyntax(result);

        var edited = compilation.AddSyntaxTrees(Parse("internal static class Unrelated;", "Unrelated.cs", options));
        var second = driver.RunGenerators(edited).GetRunResult().Results.Single();
        StepOutputs.AssertCached(second);
        return new HarnessResult(compilation, (CSharpCompilation)output, result);
    }

    /// <summary>A project with these files, named by their order.</summary>
    public static CSharpCompilation Compile(params ReadOnlySpan<string> sources)
    {
        var trees = ImmutableArray.CreateBuilder<SyntaxTree>();
        for (var index = 0; index < sources.Length; index++)
        {
            trees.Add(Parse(sources[index], index == 0 ? SourcePath : $"Network{index + 1}.cs"));
        }

        return CSharpCompilation.Create("Networks", trees, References.All, s_options);
    }

    /// <summary>The same for a project that references the package for GPUs.</summary>
    public static CSharpCompilation CompileForGpu(params ReadOnlySpan<string> sources) => Compile(sources).AddReferences(References.Gpu);

    public static SyntaxTree Parse(string source, string path, CSharpParseOptions? options = null) =>
        CSharpSyntaxTree.ParseText(source, options ?? ParseOptions, path);

    /// <summary>A driver that records its steps.</summary>
    public static GeneratorDriver Driver(CSharpParseOptions? parseOptions = null) => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        parseOptions: parseOptions ?? ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
}
