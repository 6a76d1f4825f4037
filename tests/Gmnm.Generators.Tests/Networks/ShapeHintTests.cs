using System.Text.RegularExpressions;
using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Where a user reads the shapes: in the header of the generated file, and at a layer method in the editor.</summary>
public sealed partial class ShapeHintTests
{
    private const string Source = """
        using Gmnm;

        [Network]
        public partial class Net
        {
            [Gru(8)] private partial SymbolicTensor Encode(SymbolicTensor x);
            [Linear(4), Tanh] private partial SymbolicTensor Mix(SymbolicTensor h);

            private SymbolicTensor Forward([Shape(6, 3)] SymbolicTensor x)
            {
                var h = Encode(x);
                var wide = SymbolicTensor.Concat(1, h, 2 * h);
                var narrow = wide[.., 4..^4];
                var mixed = Mix(narrow);
                var again = Mix(narrow[..2]);
                mixed += again.Sum(0);
                return mixed.Last();
            }

            [Loss] private SymbolicTensor Error(SymbolicTensor x, [Shape(4)] SymbolicTensor target)
            {
                var distance = Forward(x) - target;
                return distance.Square().Mean();
            }
        }
        """;

    private static readonly Lazy<HarnessResult> s_result = new(static () => GeneratorHarness.Run(Source));

    /// <summary>The name of a value and its shape after each line, those of the loss too.</summary>
    [Fact]
    public void TheHeaderShowsTheShapeAfterEveryLine()
    {
        var rows = s_result.Value.GeneratedSources.Single(static source => source.Key.EndsWith("Net.Network.g.cs", StringComparison.Ordinal)).Value.Split('\n')
            .Select(static line => Row().Match(line))
            .Where(static match => match.Success)
            .Select(static match => $"{match.Groups[1].Value} {match.Groups[2].Value}");
        Assert.Equal(
        [
            "x [6, 3]", "h [6, 8]", "multiply [6, 8]", "wide [6, 16]", "narrow [6, 8]", "mixLinear1 [6, 4]", "mixed [6, 4]",
            "index [2, 8]", "mixLinear12 [2, 4]", "again [2, 4]", "sum [4]", "mixed2 [6, 4]", "index2 [4]", "target [4]", "distance [4]",
            "square [4]", "mean [1]",
        ], rows);
    }

    [Theory]
    [InlineData("Encode(x)", "Gru(8): [6, 3] to [6, 8].")]
    [InlineData("Mix(narrow)", "Linear(4), Tanh: [6, 8] to [6, 4]; [2, 8] to [2, 4].")]
    public void TheDocumentationOfALayerMethodShowsItsShapes(string call, string expected)
    {
        var tree = s_result.Value.Input.SyntaxTrees.Single(static tree => tree.ToString().Contains("class Net", StringComparison.Ordinal));
        var invocation = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Single(node => node.ToString() == call);
        var method = s_result.Value.Output.GetSemanticModel(tree).GetSymbolInfo(invocation).Symbol!;
        Assert.Contains(expected, method.GetDocumentationCommentXml(), StringComparison.Ordinal);
    }

    /// <summary><c>// name  description  [shape]</c>.</summary>
    [GeneratedRegex(@"^// (\w+) .*?(\[[\d, ]+\])(?:  .*)?$")]
    private static partial Regex Row();
}
