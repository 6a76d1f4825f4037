using Gmnm.Generators.CodeFixes;
using Gmnm.Generators.Tests.Harness;

namespace Gmnm.Generators.Tests.CodeFixes;

public class CodeFixTests
{
    [Theory]
    [InlineData("public class Net;", "public partial class Net;")]
    [InlineData("class Net { }", "partial class Net { }")]
    [InlineData("public sealed /* kept */ class Net;", "public sealed /* kept */ partial class Net;")]
    public async Task MakesTheClassPartial(string before, string after)
    {
        const string Attributes = "using Gmnm;\n[Network, Input(8), Linear(4)]\n";
        var offer = Assert.Single(await CodeFixRunner.Offers(new MakePartialCodeFix(), "GMNM0001", Attributes + before));
        Assert.Equal("Make 'Net' partial", offer.Title);
        Assert.Equal(Attributes + after, offer.Text);
        AssertClean(offer.Text);
    }

    [Theory]
    [InlineData("GMNM0031", "[Network, Input(8), Linear(4), Softmax, Loss(LossKind.CrossEntropy)]", "[Network, Input(8), Linear(4), Loss(LossKind.CrossEntropy)]")]
    [InlineData("GMNM0031", "[Network, Input(8), Linear(4)]\n[Softmax, Loss(LossKind.CrossEntropy)]", "[Network, Input(8), Linear(4)]\n[Loss(LossKind.CrossEntropy)]")]
    [InlineData("GMNM0031", "[Network, Input(8), Linear(4)]\n[Softmax]\n[Loss(LossKind.CrossEntropy)]", "[Network, Input(8), Linear(4)]\n[Loss(LossKind.CrossEntropy)]")]
    [InlineData("GMNM0032", "[Network, Input(8), Linear(4)]\n[Tanh, Linear(4), Sigmoid]\n[Loss(LossKind.BinaryCrossEntropy)]", "[Network, Input(8), Linear(4)]\n[Tanh, Linear(4)]\n[Loss(LossKind.BinaryCrossEntropy)]")]
    [InlineData("GMNM0033", "[Network, Input(8), Flatten, Linear(4)]", "[Network, Input(8), Linear(4)]")]
    public async Task RemovesTheLayer(string id, string before, string after)
    {
        var offer = Assert.Single(await CodeFixRunner.Offers(new RemoveLayerCodeFix(), id, Declare(before)));
        Assert.Equal(Declare(after), offer.Text);
        AssertClean(offer.Text);
    }

    [Fact]
    public async Task FlattensAfterTheInputOrBeforeTheLoss()
    {
        var offers = await CodeFixRunner.Offers(
            new InsertFlattenCodeFix(), "GMNM1005", Declare("[Network, Input(8, 8)]\n[Linear(4), Loss(LossKind.GaussianNegativeLogLikelihood)]"));
        Assert.Equal(2, offers.Count);
        Assert.Equal(("Add [Flatten] after the input", Declare("[Network, Input(8, 8), Flatten]\n[Linear(4), Loss(LossKind.GaussianNegativeLogLikelihood)]")), offers[0]);
        Assert.Equal(("Add [Flatten] before the loss", Declare("[Network, Input(8, 8)]\n[Linear(4), Flatten, Loss(LossKind.GaussianNegativeLogLikelihood)]")), offers[1]);
        Assert.All(offers, static offer => AssertClean(offer.Text));
    }

    [Fact]
    public async Task FlattensWithTheUsersQualifier()
    {
        const string Before = "[Gmnm.Network, Gmnm.Input(8, 8), Gmnm.Linear(4), Gmnm.Loss(Gmnm.LossKind.GaussianNegativeLogLikelihood)]\npublic partial class Net;\n";
        var offers = await CodeFixRunner.Offers(new InsertFlattenCodeFix(), "GMNM1005", Before);
        Assert.Equal(Before.Replace("Gmnm.Loss(", "Gmnm.Flatten, Gmnm.Loss(", StringComparison.Ordinal), offers[1].Text);
        Assert.All(offers, static offer => AssertClean(offer.Text));
    }

    [Fact]
    public async Task FlattensNoGraph() => Assert.Empty(await CodeFixRunner.Offers(
        new InsertFlattenCodeFix(),
        "GMNM1005",
        "using Gmnm;\n[Network, Loss(LossKind.GaussianNegativeLogLikelihood)] public partial class Net { private SymbolicTensor Forward([Shape(8, 8)] SymbolicTensor x) => -x; }"));

    private static string Declare(string attributes) => $"using Gmnm;\n\n{attributes}\npublic partial class Net;\n";

    private static void AssertClean(string source)
    {
        var result = GeneratorHarness.Run(source);
        Assert.Empty(result.AllDiagnostics());
        Assert.Empty(result.CompilationErrors());
    }
}
