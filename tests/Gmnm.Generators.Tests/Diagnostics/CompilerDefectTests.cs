using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;

namespace Gmnm.Generators.Tests.Diagnostics;

/// <summary>A defect of the compiler becomes one diagnostic that says where it was.</summary>
public class CompilerDefectTests
{
    [Fact]
    public void ALayerThatNothingLowersIsReportedAtTheLayer()
    {
        var network = NetworkDeclaration.Stack(
            "", "Net", "public", [4], [new LinearLayer("linear1", 3, true), new UnknownLayer("unknown1")], null);
        var result = Compiler.Compile(network);
        var error = Assert.Single(result.Errors);
        Assert.Equal(("GMNM9001", 1), (error.Id, error.Place));
        Assert.Equal(["lowering", "unknown1", $"No lowering for {nameof(UnknownLayer)}."], error.Arguments);
        Assert.Empty(result.Sources);
    }

    [Fact]
    public void AFailureElsewhereNamesThePhaseAndTheNetwork()
    {
        var network = NetworkDeclaration.Stack(
            "", "Net", "public", [4], [new DropoutLayer("dropout1", 1), new LinearLayer("linear1", 3, true)], new StandardLoss(Declaration.LossKind.MeanSquaredError, 0, 1));
        var error = Assert.Single(Compiler.Compile(network).Errors);
        Assert.Equal(("GMNM9001", CompilerError.Network), (error.Id, error.Place));
        Assert.Equal(["emission", "Net"], error.Arguments.Take(2));
    }

    private sealed record UnknownLayer(string Name) : LayerDeclaration(Name);
}
