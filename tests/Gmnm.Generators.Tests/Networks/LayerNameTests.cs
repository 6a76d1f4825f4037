using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>A layer may be called like anything that generated code names.</summary>
public sealed class LayerNameTests
{
    /// <summary>Two networks that use every kind of kernel, and their names for every identifier of the generated code.</summary>
    private static readonly Func<string, string>[] s_networks =
    [
        static name => $"Input(3), Gmnm(2, Name = \"{name}\"), Loss(LossKind.MeanAbsoluteError)",
        static name => $"Input(3), Gmnm(3, Aggregation = Aggregation.Diagonal), Dropout(0.2), Softmax, Linear(2, Name = \"{name}\"), Loss(LossKind.GaussianNegativeLogLikelihood)",
    ];

    /// <summary>With code for a GPU, beside which that for the CPU is the same as without.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void NoNameBreaksTheGeneratedCode(int number)
    {
        var names = Identifiers(s_networks[number]("zebra"))
            .Select(static name => char.ToLowerInvariant(name[0]) + name[1..])
            .Where(static name => !name.Contains("zebra", StringComparison.OrdinalIgnoreCase) && LayerName.IsValid(name))
            .Distinct()
            .ToArray();
        Assert.True(names.Length > 40, $"Only {names.Length} names were tried.");
        var source = "using Gmnm;\n" + string.Concat(names.Select((name, index) =>
            $"[Network, {s_networks[number](name)}] public partial class Net{index};\n"));
        var result = Run(source);

        // A name that a member of the class must not have is refused; whatever is accepted compiles.
        Assert.All(result.Diagnostics, static diagnostic => Assert.True(diagnostic.Id is "GMNM0024" or "GMNM0025", diagnostic.ToString()));
        Assert.True(result.GeneratedSources.Count > 40 * 5);
        Assert.Empty(result.CompilationErrors());
    }

    private static HarnessResult Run(string source) => GeneratorHarness.Run(GeneratorHarness.CompileForGpu(source));

    private static IEnumerable<string> Identifiers(string attributes) =>
        Run($"using Gmnm;\n[Network, {attributes}] public partial class Net;").GeneratedSources
            .SelectMany(static source => CSharpSyntaxTree.ParseText(source.Value).GetRoot().DescendantTokens())
            .Where(static token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(static token => token.ValueText.TrimStart('_'))
            .Where(static name => name.Length > 0);
}
