namespace Gmnm.Generators.Tests.Networks;

/// <summary>Layers that look at the network's inputs themselves, where there are several.</summary>
public sealed class InputPartTests
{
    private const string Source = """
        using Gmnm;
        namespace Parts;
        /// <summary>Mixtures of inputs, of parts of them, and of what is none.</summary>
        [Network, Loss(LossKind.MeanSquaredError)]
        public partial class Mixtures
        {
            [Gmnm(2, Components = 3)] private partial SymbolicTensor Query(SymbolicTensor x);
            [Gmnm(2, Components = 3)] private partial SymbolicTensor Moment(SymbolicTensor x);
            [Gmnm(2, Components = 3)] private partial SymbolicTensor Whole(SymbolicTensor x);
            [Gmnm(2, Components = 3)] private partial SymbolicTensor Column(SymbolicTensor x);
            [Gmnm(2, Components = 3)] private partial SymbolicTensor Steps(SymbolicTensor x);
            [Gmnm(2, Components = 3)] private partial SymbolicTensor Computed(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(4)] SymbolicTensor query, [Shape(3, 2)] SymbolicTensor context) =>
                Query(query) + Moment(context[1]) + Moment(context[2]) + Whole(context.Flatten())
                    + Column(context[.., 0]) + Steps(context).Sum(0) + Computed(2 * query);
        }
        /// <summary>Indices beside numbers.</summary>
        [Network, Loss(LossKind.MeanSquaredError)]
        public partial class Words
        {
            [Embedding(7, 3)] private partial SymbolicTensor Embed(SymbolicTensor words);
            [Linear(2)] private partial SymbolicTensor Head(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(2)] SymbolicTensor numbers, [Shape(5)] SymbolicTensor words) =>
                Head(SymbolicTensor.Concat(0, Embed(words).Flatten(), numbers));
        }
        """;

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly(Source, "Parts"));

    private delegate void PredictWords(ReadOnlySpan<float> numbers, ReadOnlySpan<float> words, Span<float> output);

    [Fact]
    public void CentresStartAsThePartOfASampleThatTheyAreComparedWith()
    {
        var starts = s_assembly.Value.Create("Mixtures").Info.Parameters
            .Where(static parameter => parameter.Name.EndsWith(".centers", StringComparison.Ordinal))
            .ToDictionary(static parameter => parameter.Name, static parameter => parameter.Initializer);
        Assert.Equal(Initializer.InputSamples(), starts["query.centers"]);
        Assert.Equal(Initializer.InputSamples(6), starts["moment.centers"]);
        Assert.Equal(Initializer.InputSamples(4), starts["whole.centers"]);
        Assert.Equal(Initializer.Normal(1), starts["column.centers"]);
        Assert.Equal(Initializer.Normal(1), starts["steps.centers"]);
        Assert.Equal(Initializer.Normal(1), starts["computed.centers"]);
    }

    [Fact]
    public void AnEmbeddingTakesOneOfSeveralInputs()
    {
        var network = s_assembly.Value.Create("Words");
        network.Assign(new Dictionary<string, double[]>
        {
            ["embed.weight"] = [.. Enumerable.Range(0, 21).Select(static place => (double)place)],
            ["head.weight"] = [.. Enumerable.Repeat(1.0, 15), 0, 0, .. Enumerable.Repeat(0.0, 15), 1, 1],
            ["head.bias"] = [0, 0],
        });
        var output = new float[2];
        network.Predict([-8, 0.5f, 0, 6, 2, 2, 1], output);
        Assert.Equal([(0 + 6 + 2 + 2 + 1) * 9 + (5 * 3), -7.5f], output);
    }

    /// <summary>Also where the sample is beyond those that a prediction takes at once.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    public void AnIndexOutsideItsTableIsRefusedAndNothingIsWritten(int sample)
    {
        const int Batch = 1000;
        var network = s_assembly.Value.Create("Words");
        var (numbers, words, output) = (new float[2 * Batch], new float[5 * Batch], Enumerable.Repeat(7f, 2 * Batch).ToArray());
        words[(5 * sample) + 4] = 7;
        var predict = network.Instance.GetType()
            .GetMethod("Predict", [typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<float>), typeof(Span<float>)])!
            .CreateDelegate<PredictWords>(network.Instance);
        var error = Assert.Throws<InvalidIndexException>(() => predict(numbers, words, output));
        Assert.Equal(("embed", sample, 7f), (error.Layer, error.Sample, error.Value));
        Assert.All(output, static value => Assert.Equal(7f, value));
    }
}
