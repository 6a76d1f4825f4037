using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Tests.Parsing;

/// <summary>Declarations as the pipeline's cache boundary has them.</summary>
internal static class Parsed
{
    /// <summary>The only network of a source.</summary>
    public static NetworkDeclaration Network(string source) => Assert.Single(Networks(source));

    public static IReadOnlyList<NetworkDeclaration> Networks(string source)
    {
        var compilation = GeneratorHarness.Compile(source.StartsWith("using ", StringComparison.Ordinal) ? source : "using Gmnm; " + source);
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Id is not ("CS1591" or "CS1587" or "CS8795")));
        var result = GeneratorHarness.Driver().RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        // Shapes are not the parser's business.
        Assert.Empty(result.Diagnostics.Where(static diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id.StartsWith("GMNM0", StringComparison.Ordinal)));
        return
        [
            .. result.TrackedSteps[TrackingNames.Declarations]
                .SelectMany(static step => step.Outputs)
                .Select(static output => (NetworkDeclaration)output.Value),
        ];
    }

    public static LayerDeclaration Layer(string attribute, string input = "8") =>
        Assert.Single(Network($"[Network, Input({input}), {attribute}] public partial class Net;").Layers);

    public static LossDeclaration? Loss(string attribute) =>
        Network($"[Network, Input(8), Linear(4), {attribute}] public partial class Net;").Loss;
}
