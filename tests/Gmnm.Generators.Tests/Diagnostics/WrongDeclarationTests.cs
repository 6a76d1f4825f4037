using Gmnm.Generators.Tests.Harness;

namespace Gmnm.Generators.Tests.Diagnostics;

public class WrongDeclarationTests
{
    public static TheoryData<string> Names => [.. WrongDeclarations.All.Select(static wrong => wrong.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsReportedAtItsPlace(string name)
    {
        var wrong = WrongDeclarations.All.Single(wrong => wrong.Name == name);
        var markup = Markup.Parse("using Gmnm;\n" + wrong.Marked);
        var compilation = wrong.Gpu ? GeneratorHarness.CompileForGpu(markup.Source) : GeneratorHarness.Compile(markup.Source);
        if (!wrong.Runtime)
        {
            compilation = compilation.RemoveReferences(References.Runtime);
        }

        var old = compilation.SyntaxTrees.Single();
        compilation = compilation.ReplaceSyntaxTree(
            old, GeneratorHarness.Parse(markup.Source, old.FilePath, GeneratorHarness.ParseOptions.WithLanguageVersion(wrong.LanguageVersion)));
        var result = GeneratorHarness.Run(compilation);

        var diagnostics = result.AllDiagnostics();
        Assert.All(diagnostics, static diagnostic => Assert.DoesNotContain("{", diagnostic.GetMessage(null), StringComparison.Ordinal));
        var reported = diagnostics
            .Select(static diagnostic => (diagnostic.Id, Span: diagnostic.Location.SourceSpan))
            .OrderBy(static item => item.Span)
            .ThenBy(static item => item.Id, StringComparer.Ordinal);
        Assert.Equal(
            markup.Expected.Select(item => $"{item.Id} at '{markup.Source[item.Span.Start..item.Span.End]}' {item.Span}"),
            reported.Select(item => $"{item.Id} at '{markup.Source[item.Span.Start..item.Span.End]}' {item.Span}"));
        Assert.Empty(result.CompilationErrors().Where(result.IsGenerated));
    }

    [Fact]
    public void ErrorsOfTheCSharpCompilerAddNoNoise()
    {
        string[] sources =
        [
            "[Network, Input(8), Linear(undefined)] public partial class Net;",
            "[Network, Input(undefined), Linear(4)] public partial class Net;",
            "[Network, Input(8), Linear] public partial class Net;",
            "[Network, Input(8), Linear(4, Bias = 3)] public partial class Net;",
            "[Network, Input(8), Linear(4, Missing = 3)] public partial class Net;",
            "[Network, Input(8), Linear(\"four\")] public partial class Net;",
            "[Network, Input(8), Linear(4), Loss(LossKind.Missing)] public partial class Net;",
            "[Network, Input(8), Linear(4)] public partial class Net : Missing;",
            "[Network, Input(8), Linear(4)] public partial struct Net;",
            "[Network, Input(8), Linear(4)] public partial interface INet;",
            "[Network, Input(8), Use<Missing>] public partial class Net;",
            "[Network] public partial class Net { private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => missing; }",
            "[Network] public partial class Net { private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) { if (x > 0) { return x; } return -x; } }",
            "[Network] public partial class Net { private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) { SymbolicTensor h; return h + x; } }",
            "[Network] public partial class Net { private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) { var h = x.Exp(); } }",
            "[Network] public partial class Net { private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => x.Missing(); }",
            "[Network] public partial class Net { private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => x.Sum(0, 1); }",
            "[Network] public partial class Net { private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => x.Split(0, 2); }",
            "[Network] public partial class Net { private SymbolicTensor Forward([Shape(8)] Missing x) => x; }",
            "[Network] public partial class Net { private Missing Forward([Shape(8)] SymbolicTensor x) => x; }",
            "[Network] public partial class Net { [Linear(4)] private partial Missing Head(SymbolicTensor x); private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => Head(x); }",
            "[Network] public partial class Net { private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => Head(x); }",
            "[Network] public partial class Net { private SymbolicTensor Forward([Shape(missing)] SymbolicTensor x) => -x; }",
        ];
        foreach (var source in sources)
        {
            var result = GeneratorHarness.Run("using Gmnm;\n" + source);
            Assert.NotEmpty(result.CompilationErrors());
            Assert.Empty(result.AllDiagnostics());
            Assert.Empty(result.GeneratedSources);
        }
    }
}
