using Gmnm.Generators.Declaration;
namespace Gmnm.Generators.Tests.Networks;

/// <summary>Generated single-precision code against the oracle, for every network of the table.</summary>
public sealed class GeneratedCodeTests
{
    private static readonly Dictionary<string, NetworkCheck> s_checks = [];

    public static TheoryData<string> Networks => [.. NetworkCases.All.Select(static network => network.Name)];

    public static TheoryData<string> MixedNetworks =>
        [.. NetworkCases.All.Select(static network => network.Name).Where(static name => name.StartsWith("Mixed", StringComparison.Ordinal))];

    /// <summary>
    /// All but the Gaussian likelihood, whose precision overflows where its logarithm is large, embeddings, whose inputs
    /// are indices, and quadratic forms over several steps: where one nearly vanishes, as a difference of large products,
    /// single precision has few digits of it left. There PyTorch's is as far from its double precision, 6e-4.
    /// </summary>
    public static TheoryData<string> SaturatingNetworks =>
    [
        .. NetworkCases.All
            .Where(static network => network.Loss is not StandardLoss { Kind: Declaration.LossKind.GaussianNegativeLogLikelihood })
            .Where(static network => !network.Layers.Any(static layer => layer is EmbeddingLayer or GmnmLstmLayer { Aggregation: Declaration.Aggregation.Quadratic }))
            .Select(static network => network.Name),
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void PredictionsAgree(string name) => Check(name).Predictions(1, 2, 3, 17, 64, 300);

    [Theory]
    [MemberData(nameof(Networks))]
    public void PredictionsDoNotDependOnTheBatch(string name) => Check(name).BatchComposition(35);

    [Theory]
    [MemberData(nameof(Networks))]
    public void LossesAgree(string name)
    {
        foreach (var batch in new[] { 1, 2, 17, 64 })
        {
            Check(name).Loss(batch);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void TrainingAgrees(string name)
    {
        foreach (var batch in new[] { 1, 2, 3, 17, 64 })
        {
            Check(name).Training(batch);
        }
    }

    /// <summary>More samples than a prediction takes at once, through every kind of layer.</summary>
    [Theory]
    [MemberData(nameof(MixedNetworks))]
    public void TrainingOnLargeBatchesAgrees(string name) => Check(name).Training(300);

    [Theory]
    [MemberData(nameof(SaturatingNetworks))]
    public void SaturatedInputsAgree(string name)
    {
        Check(name).Saturated(batch: 5, scale: 1e2);
        Check(name).Saturated(batch: 5, scale: 1e4);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void NothingIsAllocated(string name)
    {
        Check(name).Allocations(1);
        Check(name).Allocations(64);
    }

    private static NetworkCheck Check(string name)
    {
        if (!s_checks.TryGetValue(name, out var check))
        {
            check = new NetworkCheck(NetworkCases.Assembly.Value.Declaration(name), NetworkCases.Assembly.Value.Create(name), seed: name.Length);
            s_checks.Add(name, check);
        }

        return check;
    }
}
