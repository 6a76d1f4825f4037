using System.Text;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Differentiation;
using Gmnm.Generators.Lowering;
using Gmnm.Generators.Passes;
using Gmnm.Generators.Tests.Networks;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>
/// The text of a few tiny graphs by phase, to be read in review. Run with <c>GMNM_BLESS=1</c> to accept what is there now.
/// </summary>
public sealed class GraphDumpTests
{
    private static readonly NetworkDeclaration[] s_networks =
    [
        NetworkSource.Declare("LinearRegression", [3], Losses.Of(Declaration.LossKind.MeanSquaredError), Layer.Linear(2)),
        NetworkSource.Declare("GaussianMixture", [3], Losses.Of(Declaration.LossKind.MeanAbsoluteError), Layer.Gmnm(1, 4, 2)),
        NetworkSource.Declare(
            "SavedMixture", [200], Losses.Of(Declaration.LossKind.MeanAbsoluteError), Layer.Gmnm(100, 96, 2), Layer.Gmnm(1, 32, bias: false)),
        NetworkSource.Declare(
            "FoldedSum", [3], null, Layer.Gmnm(2, 4, 3, Declaration.Aggregation.Sum, bias: false), Layer.Dropout(0.5), Layer.Softmax()),
        NetworkSource.Declare(
            "Classifier", [2, 2], Losses.Of(Declaration.LossKind.CrossEntropy), Layer.Flatten(), Layer.LayerNorm(), Layer.Dropout(0.5)),
    ];

    public static TheoryData<string> Networks => [.. s_networks.Select(static network => network.Name)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void DumpsAreAsReviewed(string name)
    {
        var network = s_networks.Single(network => network.Name == name);
        var path = RepositoryFiles.At("tests", "Gmnm.Generators.Tests", "Graphs", "Dumps", $"{name}.txt");
        var actual = Dump(network);
        if (Environment.GetEnvironmentVariable("GMNM_BLESS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }

    private static string Dump(NetworkDeclaration network)
    {
        var text = new StringBuilder();
        var inference = NetworkLowering.Inference(network);
        text.Append("inference, lowered\n").Append(inference.Dump());
        text.Append("\ninference, simplified\n").Append(Pipeline.Inference(inference).Dump());
        if (network.Loss is { } loss)
        {
            var training = NetworkLowering.Training(network, loss);
            text.Append("\ntraining, lowered\n").Append(training.Dump());
            text.Append("\ntraining, differentiated and simplified\n").Append(Pipeline.Training(ReverseMode.Differentiate(training)).Dump());
        }

        return text.ToString();
    }
}
