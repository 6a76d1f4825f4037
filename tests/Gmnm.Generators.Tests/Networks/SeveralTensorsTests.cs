using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Networks of several inputs and outputs: the prediction with a span for each, and where each lies in a sample.</summary>
public sealed class SeveralTensorsTests
{
    internal const string Source = """
        using Gmnm;
        namespace Parted;
        /// <summary>Two inputs and two outputs.</summary>
        [Network]
        public partial class Pair
        {
            [Linear(4)] private partial SymbolicTensor Weigh(SymbolicTensor x);

            private (SymbolicTensor Scores, SymbolicTensor Total) Forward([Shape(4)] SymbolicTensor query, [Shape(3, 4)] SymbolicTensor context)
            {
                var weighed = Weigh(context);
                return (weighed * query, weighed.Sum());
            }

            [Loss]
            private SymbolicTensor Error(SymbolicTensor context, SymbolicTensor query, [Shape(3, 4)] SymbolicTensor scores, [Shape(1)] SymbolicTensor total)
            {
                var forward = Forward(query, context);
                return (forward.Scores - scores).Square().Mean() + 0.5 * (forward.Total - total).Square();
            }
        }
        /// <summary>One output of three inputs.</summary>
        [Network, Loss(LossKind.MeanSquaredError)]
        public partial class Triple
        {
            [Linear(2)] private partial SymbolicTensor Head(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(2)] SymbolicTensor start, [Shape(2)] SymbolicTensor batch, [Shape(2)] SymbolicTensor output) =>
                Head(start - batch * output);
        }
        """;

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly(Source, "Parted"));

    private delegate void PredictPair(ReadOnlySpan<float> query, ReadOnlySpan<float> context, Span<float> scores, Span<float> total);

    private delegate void PredictTriple(ReadOnlySpan<float> start, ReadOnlySpan<float> batch, ReadOnlySpan<float> output, Span<float> result);

    [Fact]
    public void TheTableSaysWhereEachTensorLies()
    {
        var info = s_assembly.Value.Create("Pair").Info;
        Assert.Equal(
            [("query", "4", 0), ("context", "3x4", 4)],
            info.Inputs.Select(static tensor => (tensor.Name, string.Join('x', tensor.Shape), tensor.Offset)));
        Assert.Equal(
            [("Scores", "3x4", 0), ("Total", "1", 12)],
            info.Outputs.Select(static tensor => (tensor.Name, string.Join('x', tensor.Shape), tensor.Offset)));
        Assert.Equal((16, 13, 13), (info.InputLength, info.OutputLength, info.TargetLength));
    }

    /// <summary>Against plain loops, for batches below, at and above what a prediction takes at once.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(129)]
    [InlineData(1000)]
    public void EachTensorHasItsSpan(int batch)
    {
        var network = s_assembly.Value.Create("Pair");
        var (query, context) = (Draw(batch * 4, 1), Draw(batch * 12, 2));
        var (weight, bias) = (Draw(16, 3), Draw(4, 4));
        network.Assign(new Dictionary<string, double[]> { ["weigh.weight"] = GeneratedNetwork.Doubles(weight), ["weigh.bias"] = GeneratedNetwork.Doubles(bias) });
        var (scores, total) = (new float[batch * 12], new float[batch]);
        Overload<PredictPair>(network)(query, context, scores, total);
        for (var sample = 0; sample < batch; sample++)
        {
            var (expected, sum) = (new double[12], 0.0);
            for (var place = 0; place < 12; place++)
            {
                double weighed = bias[place % 4];
                for (var feature = 0; feature < 4; feature++)
                {
                    weighed += weight[(place % 4 * 4) + feature] * (double)context[(sample * 12) + (place / 4 * 4) + feature];
                }

                expected[place] = weighed * query[(sample * 4) + (place % 4)];
                sum += weighed;
            }

            OracleAssert.Close($"scores of {sample}", GeneratedNetwork.Doubles(scores.AsSpan(sample * 12, 12)), expected, 1e-5);
            OracleAssert.Close($"total of {sample}", [total[sample]], [sum], 1e-5);
        }
    }

    [Fact]
    public void TheFlatPredictionIsTheSameToTheBit()
    {
        const int Batch = 77;
        var network = s_assembly.Value.Create("Pair");
        var (query, context) = (Draw(Batch * 4, 1), Draw(Batch * 12, 2));
        float[] flat = [.. Enumerable.Range(0, Batch).SelectMany(sample => query[(4 * sample)..(4 * (sample + 1))].Concat(context[(12 * sample)..(12 * (sample + 1))]))];
        var output = new float[Batch * 13];
        network.Predict(flat, output);
        var (scores, total) = (new float[Batch * 12], new float[Batch]);
        Overload<PredictPair>(network)(query, context, scores, total);
        Assert.Equal(output, Enumerable.Range(0, Batch).SelectMany(sample => scores[(12 * sample)..(12 * (sample + 1))].Append(total[sample])));
    }

    [Theory]
    [InlineData(8, 36, 24, 2)]
    [InlineData(8, 24, 23, 2)]
    [InlineData(8, 24, 24, 3)]
    [InlineData(7, 24, 24, 2)]
    [InlineData(0, 24, 24, 2)]
    [InlineData(8, 24, 0, 0)]
    public void LengthsThatDoNotFitAreRefusedAndNothingIsWritten(int query, int context, int scores, int total)
    {
        var (first, second) = (Enumerable.Repeat(7f, scores).ToArray(), Enumerable.Repeat(7f, total).ToArray());
        Assert.Throws<ShapeMismatchException>(() =>
            Overload<PredictPair>(s_assembly.Value.Create("Pair"))(new float[query], new float[context], first, second));
        Assert.All(first.Concat(second), static value => Assert.Equal(7f, value));
    }

    [Fact]
    public void InputsMayBeNamedLikeWhatTheGeneratedCodeUses()
    {
        var network = s_assembly.Value.Create("Triple");
        network.Assign(new Dictionary<string, double[]> { ["head.weight"] = [1, 0, 0, 1], ["head.bias"] = [0, 0] });
        var result = new float[4];
        Overload<PredictTriple>(network)([1, 2, 3, 4], [2, 2, 3, 3], [1, 0, 1, 2], result);
        Assert.Equal([-1, 2, 0, -2], result);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var predict = Overload<PredictPair>(s_assembly.Value.Create("Pair"));
        var (query, context, scores, total) = (new float[4 * 300], new float[12 * 300], new float[12 * 300], new float[300]);
        for (var warmUp = 0; warmUp < 3; warmUp++)
        {
            predict(query, context, scores, total);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        predict(query, context, scores, total);
        predict(query, context, scores, total);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ThreadsThatPredictAtOnceGetTheSameAnswers()
    {
        var predict = Overload<PredictPair>(s_assembly.Value.Create("Pair"));
        var (query, context, expected) = (Draw(4 * 300, 1), Draw(12 * 300, 2), new float[12 * 300]);
        predict(query, context, expected, new float[300]);
        Parallel.For(0, 32, _ =>
        {
            var scores = new float[expected.Length];
            predict(query, context, scores, new float[300]);
            Assert.Equal(expected, scores);
        });
    }

    private static TDelegate Overload<TDelegate>(GeneratedNetwork network)
        where TDelegate : Delegate
    {
        Type[] parameters = [.. typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(static parameter => parameter.ParameterType)];
        return network.Instance.GetType().GetMethod("Predict", parameters)!.CreateDelegate<TDelegate>(network.Instance);
    }

    private static float[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
