using System.Reflection;
using Gmnm.Generators.Emission;
using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmnm.Generators.Tests.Programs;

/// <summary>Many programs compiled at once, without a warning, and loaded.</summary>
internal sealed class ProgramAssembly
{
    private static readonly string[] s_usings =
    [
        "System", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "Gmnm", "Gmnm.Numerics",
        "Gmnm.Generators.Tests.Programs",
    ];

    private readonly Assembly _assembly;

    public ProgramAssembly(IEnumerable<TestProgram> programs)
    {
        var trees = programs.AsParallel().AsOrdered().Select(Parse).ToArray();
        var compilation = CSharpCompilation.Create(
            "Programs",
            trees,
            [.. References.All, MetadataReference.CreateFromFile(typeof(ProgramMemory).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release)
                .WithNullableContextOptions(NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        var told = string.Join('\n', emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !IsAboutUsings(diagnostic))
            .Take(3).Select(static diagnostic => $"{diagnostic}\n{diagnostic.Location.SourceTree}"));
        Assert.True(told.Length == 0, told);
        _assembly = Assembly.Load(image.ToArray());
    }

    public LoadedProgram Load(TestProgram program) => new(program, _assembly.GetType(program.Name, throwOnError: true)!);

    private static bool IsAboutUsings(Diagnostic diagnostic) => diagnostic.Id == "CS8019";

    private static SyntaxTree Parse(TestProgram program)
    {
        var writer = new CodeWriter();
        foreach (var name in s_usings)
        {
            writer.Line($"using {name};");
        }

        program.Emit(writer.Blank());
        return CSharpSyntaxTree.ParseText(writer.ToString(), new CSharpParseOptions(LanguageVersion.CSharp14), $"{program.Name}.cs");
    }
}
