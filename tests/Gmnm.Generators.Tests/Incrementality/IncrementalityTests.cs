using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Tests.Incrementality;

public class IncrementalityTests
{
    private const string Net = "using Gmnm;\n[Network, Input(8), Linear(4), Relu]\npublic partial class Net { }\n";
    private const string Other = "using Gmnm;\n[Network, Input(3), Gmnm(2)]\npublic partial class Other;\n";
    private const string WrongShape = "using Gmnm;\n[Network, Input(8), Reshape(3, 3)]\npublic partial class Wrong;\n";

    [Fact]
    public void AddingUnrelatedTypeDoesNotRegenerate()
    {
        var edits = new Edits(Net, Other);
        edits.Add("public class Unrelated { }");
        edits.AssertNothingRegenerated();
        StepOutputs.AssertCached(edits.Result);
    }

    [Fact]
    public void MovingTheClassDownRegeneratesNothing()
    {
        var edits = new Edits(Net);
        edits.Replace(0, "// A comment.\n\n\n" + Net);
        Assert.Equal([IncrementalStepRunReason.Modified], edits.Reasons(TrackingNames.Parsed));
        edits.AssertNothingRegenerated();
    }

    [Fact]
    public void EditingTheUsersHalfRegeneratesNothing()
    {
        var edits = new Edits(Net);
        edits.Replace(0, Net.Replace("{ }", "{ public int Twice(int value) => 2 * value; }", StringComparison.Ordinal));
        edits.AssertNothingRegenerated();
    }

    [Fact]
    public void RewritingAnArgumentToTheSameValueRegeneratesNothing()
    {
        var edits = new Edits(Net);
        edits.Replace(0, Net.Replace("Linear(4)", "Linear(units: 2 + 2, Bias = true)", StringComparison.Ordinal));
        edits.AssertNothingRegenerated();
    }

    [Fact]
    public void ChangingOneNetworkLeavesTheOther()
    {
        var edits = new Edits(Net, Other);
        edits.Replace(0, Net.Replace("Linear(4)", "Linear(5)", StringComparison.Ordinal));
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached],
            edits.Reasons(TrackingNames.Compiled));
    }

    [Fact]
    public void BreakingOneNetworkLeavesTheOther()
    {
        var edits = new Edits(Net, Other);
        edits.Replace(0, Net.Replace("Linear(4)", "Linear(0)", StringComparison.Ordinal));
        Assert.Equal("GMNM0016", Assert.Single(edits.Result.Diagnostics).Id);
        Assert.All(edits.Result.GeneratedSources, static source => Assert.Contains("Other", source.HintName, StringComparison.Ordinal));
        Assert.Contains(IncrementalStepRunReason.Cached, edits.Reasons(TrackingNames.Compiled));
        Assert.DoesNotContain(IncrementalStepRunReason.Modified, edits.Reasons(TrackingNames.Compiled));
    }

    [Fact]
    public void AnErrorOfTheCompilerMovesWithItsClassWithoutCompilingAgain()
    {
        var edits = new Edits(WrongShape, Net);
        var before = Assert.Single(edits.Result.Diagnostics).Location.GetLineSpan().StartLinePosition;
        edits.Replace(0, "\n\n" + WrongShape);
        var after = Assert.Single(edits.Result.Diagnostics).Location.GetLineSpan().StartLinePosition;
        Assert.Equal(before.Line + 2, after.Line);
        edits.AssertNothingRegenerated();
    }

    [Fact]
    public void ReplacingWithAnEqualTextGivesEqualFiles()
    {
        var first = GeneratorHarness.Run(Net, Other);
        var second = GeneratorHarness.Run(Net, Other);
        Assert.Equal(first.GeneratedSources, second.GeneratedSources);
    }

    [Fact]
    public void NetworksThatDifferByCaseGetFilesOfTheirOwn()
    {
        var result = GeneratorHarness.Run(Net, Net.Replace("class Net", "class NET", StringComparison.Ordinal));
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        var names = result.GeneratedSources.Keys.ToArray();
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        using var loaded = result.Load();
        Assert.NotNull(loaded.Type("NET").GetMethod("Predict"));
        Assert.NotNull(loaded.Type("Net").GetMethod("Predict"));
    }
}
