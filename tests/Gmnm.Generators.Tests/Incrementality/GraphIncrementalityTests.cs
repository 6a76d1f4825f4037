using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Tests.Incrementality;

/// <summary>What is compiled again after an edit of a graph or of a block in another file.</summary>
public class GraphIncrementalityTests
{
    private const string Net = """
        using Gmnm;
        [Network]
        public partial class Net
        {
            [Use<Mix>(Repeat = 2)] private partial SymbolicTensor Blocks(SymbolicTensor x);
            private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => Blocks(x);
        }
        """;

    private const string Block = """
        using Gmnm;
        [Block]
        public partial class Mix
        {
            [Linear(8)] private partial SymbolicTensor Head(SymbolicTensor x);
            private SymbolicTensor Forward(SymbolicTensor x) => Head(x);
        }
        """;

    private const string Other = "using Gmnm;\n[Network, Input(3), Gmnm(2)]\npublic partial class Other;\n";

    [Fact]
    public void EditingABlockRecompilesItsUsersAlone()
    {
        var edits = new Edits(Net, Block, Other);
        edits.Replace(1, Block.Replace("Linear(8)", "Linear(8, Bias = false)", StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], edits.Reasons(TrackingNames.Compiled));
    }

    [Theory]
    [InlineData("Head(x);\n}", "Head(x); // A comment.\n}")]
    [InlineData("=> Head(x)", "{ return this.Head(x: x); }")]
    [InlineData("public partial class Mix\n{", "public partial class Mix\n{\n    public int Twice(int value) => 2 * value;\n")]
    [InlineData("[Linear(8)]", "[Linear(4 + 4, Bias = true)]")]
    public void EditingABlockWithoutChangingItRecompilesNothing(string text, string other)
    {
        Assert.Contains(text, Block, StringComparison.Ordinal);
        var edits = new Edits(Net, Block, Other);
        edits.Replace(1, Block.Replace(text, other, StringComparison.Ordinal));
        edits.AssertNothingRegenerated();
    }

    [Fact]
    public void EditingAnythingElseRecompilesNothing()
    {
        var edits = new Edits(Net, Block, Other, "public class Unrelated { }");
        edits.Replace(3, "public class Unrelated { public int Size => 3; }");
        edits.AssertNothingRegenerated();
        StepOutputs.AssertCached(edits.Result);
    }

    [Fact]
    public void AWrongBlockIsReportedOnceAndMovesWithItsFile()
    {
        var wrong = Block.Replace("Linear(8)", "Linear(0)", StringComparison.Ordinal);
        var edits = new Edits(Net, wrong, Other);
        var before = Assert.Single(edits.Result.Diagnostics);
        Assert.Equal("Network2.cs", before.Location.GetLineSpan().Path);
        edits.Replace(1, "\n\n" + wrong);
        var after = Assert.Single(edits.Result.Diagnostics);
        Assert.Equal(before.Location.GetLineSpan().StartLinePosition.Line + 2, after.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void LayerMethodsAreImplementedWhereTheNetworkIsWrong()
    {
        var result = GeneratorHarness.Run(Net, Block.Replace("Linear(8)", "Linear(0)", StringComparison.Ordinal));
        Assert.Equal("GMNM0016", Assert.Single(result.Diagnostics).Id);
        Assert.Empty(result.CompilationErrors());
        Assert.Equal(["Mix.Layers.g.cs", "Net.Layers.g.cs"], result.GeneratedSources.Keys);
    }
}
