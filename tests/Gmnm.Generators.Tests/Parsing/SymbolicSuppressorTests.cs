using System.Collections.Immutable;
using Gmnm.Generators.Parsing;
using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gmnm.Generators.Tests.Parsing;

/// <summary>What other analyzers say of declarations is silenced, and nothing else.</summary>
public class SymbolicSuppressorTests
{
    private const string Source = """
        using Gmnm;
        [Block]
        internal class Mix
        {
            private SymbolicTensor Forward(SymbolicTensor x) => Twice(x);
            private SymbolicTensor Twice(SymbolicTensor x) => 2 * x;
            private int Unused(int x) => x;
            private SymbolicTensor Forgotten(SymbolicTensor x) => x;
        }
        internal class Other
        {
            private int Forward(int x) => x;
        }
        """;

    [Theory]
    [InlineData("IDE0051", "Forward of Mix")]
    [InlineData("CA1822", "Forward of Mix, Twice of Mix, Forgotten of Mix")]
    [InlineData("CA1812", "Mix")]
    [InlineData("CA9999", "")]
    public async Task OnlyDeclarationsAreSilenced(string id, string expected)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var analyzed = GeneratorHarness.Compile(Source).WithAnalyzers([new Complainer(id), new SymbolicSuppressor()], options);
        var silenced = (await analyzed.GetAnalyzerDiagnosticsAsync())
            .Where(static diagnostic => diagnostic.IsSuppressed)
            .OrderBy(static diagnostic => diagnostic.Location.SourceSpan)
            .Select(static diagnostic => diagnostic.GetMessage(null));
        Assert.Equal(expected, string.Join(", ", silenced));
    }

#pragma warning disable RS1017, RS1036, RS1038, RS1041, RS2008 // An analyzer for tests alone.
    /// <summary>Reports every class, or every method, under the id of another analyzer.</summary>
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Complainer(string id) : DiagnosticAnalyzer
    {
        private readonly DiagnosticDescriptor _descriptor = new(id, "Test", "{0}", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(
                symbol => symbol.ReportDiagnostic(Diagnostic.Create(_descriptor, symbol.Symbol.Locations[0], Text(symbol.Symbol))),
                _descriptor.Id == "CA1812" ? SymbolKind.NamedType : SymbolKind.Method);
        }

        private static string Text(ISymbol symbol) => symbol is IMethodSymbol ? $"{symbol.Name} of {symbol.ContainingType.Name}" : symbol.Name;
    }
#pragma warning restore RS1017, RS1036, RS1038, RS1041, RS2008
}
