using System.Diagnostics;
using Gmnm.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmnm.Benchmarks;

/// <summary>Time of the generator alone, for a project with one network.</summary>
internal sealed class GeneratorBenchmark
{
    /// <summary>A stack of ten layers.</summary>
    public const string TenLayers = """
        using Gmnm;

        namespace Project;

        [Network, Input(28, 28)]
        [Flatten, Linear(128), LayerNorm, Gelu]
        [Gmnm(64, Components = 128, Projections = 4), LayerNorm, Dropout(0.1)]
        [Linear(32), Silu]
        [Linear(10), Loss(LossKind.CrossEntropy)]
        public sealed partial class Digits;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);
    private readonly CSharpCompilation _compilation;
    private readonly SyntaxTree _other;

    /// <param name="network">C# that declares the network.</param>
    public GeneratorBenchmark(string network)
    {
        _other = Other(0);
        _compilation = CSharpCompilation.Create(
            "Project",
            [CSharpSyntaxTree.ParseText(network, ParseOptions), _other],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>A new driver and a new compilation for each run, in a process that has run the generator before.</summary>
    public double[] Cold(int runs)
    {
        var times = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var compilation = _compilation.ReplaceSyntaxTree(_other, Other(i + 1));
            GeneratorDriver driver = Driver();
            times[i] = Milliseconds(() => driver = driver.RunGenerators(compilation));
            RequireSources(driver);
        }

        return times;
    }

    /// <summary>The run of a driver that has run, after an edit of another file of the project.</summary>
    public double[] AfterUnrelatedEdit(int runs)
    {
        var times = new double[runs];
        var compilation = _compilation;
        var other = _other;
        var driver = Driver().RunGenerators(compilation);
        for (var i = 0; i < runs; i++)
        {
            var edited = Other(i + 1);
            compilation = compilation.ReplaceSyntaxTree(other, edited);
            other = edited;
            times[i] = Milliseconds(() => driver = driver.RunGenerators(compilation));
            RequireSources(driver);
        }

        return times;
    }

    private static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static CSharpGeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: ParseOptions);

    private static SyntaxTree Other(int version) =>
        CSharpSyntaxTree.ParseText($"namespace Project; internal static class Other {{ public static int Version => {version}; }}", ParseOptions);

    private static void RequireSources(GeneratorDriver driver)
    {
        var result = driver.GetRunResult();
        if (result.GeneratedTrees.IsEmpty || !result.Diagnostics.IsEmpty)
        {
            throw new InvalidOperationException($"The generator wrote nothing: {string.Join(" ", result.Diagnostics)}");
        }
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(static path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
        .Select(static path => MetadataReference.CreateFromFile(path));
}
