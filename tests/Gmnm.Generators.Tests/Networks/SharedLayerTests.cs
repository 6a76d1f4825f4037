using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Layers that are called twice, gradients that are shared among ties, and the cross-entropy of a sequence.</summary>
public sealed class SharedLayerTests
{
    private const int Batch = 6;

    private const string Source = """
        using Gmnm;
        namespace Shared;
        /// <summary>One layer, called twice.</summary>
        [Network, Loss(LossKind.MeanSquaredError)]
        public partial class Once
        {
            [Linear(3)] private partial SymbolicTensor Map(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(3)] SymbolicTensor x) => Map(Map(x).Tanh());
        }
        /// <summary>The same with a layer for each call.</summary>
        [Network, Loss(LossKind.MeanSquaredError)]
        public partial class Apart
        {
            [Linear(3)] private partial SymbolicTensor First(SymbolicTensor x);
            [Linear(3)] private partial SymbolicTensor Second(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(3)] SymbolicTensor x) => Second(First(x).Tanh());
        }
        /// <summary>Three layers of which the greatest counts.</summary>
        [Network]
        public partial class Ties
        {
            [Linear(1)] private partial SymbolicTensor A(SymbolicTensor x);
            [Linear(1)] private partial SymbolicTensor B(SymbolicTensor x);
            [Linear(1)] private partial SymbolicTensor C(SymbolicTensor x);

            private (SymbolicTensor Max, SymbolicTensor Pair) Forward([Shape(2)] SymbolicTensor x)
            {
                var (a, b, c) = (A(x), B(x), C(x));
                return (SymbolicTensor.Concat(0, a, b, c).Max(0), SymbolicTensor.Maximum(a, b));
            }

            [Loss]
            private SymbolicTensor Error(SymbolicTensor x)
            {
                var (max, pair) = Forward(x);
                return max + pair;
            }
        }
        /// <summary>Classes for each step.</summary>
        [Network, Loss(LossKind.CrossEntropy, LabelSmoothing = 0.1)]
        public partial class Tagger
        {
            [Linear(5)] private partial SymbolicTensor Head(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(4, 3)] SymbolicTensor x) => Head(x);
        }
        """;

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly(Source, "Shared"));

    [Fact]
    public void ALayerThatIsCalledTwiceHasItsParametersOnceAndTheSumOfTheGradients()
    {
        var (once, apart) = (s_assembly.Value.Create("Once"), s_assembly.Value.Create("Apart"));
        Assert.Equal((12, 24), (once.Info.ParameterCount, apart.Info.ParameterCount));
        Assert.Equal(["map.bias", "map.weight"], once.Info.Parameters.Select(static parameter => parameter.Name).Order());
        var (weight, bias) = (Draw(9, 1), Draw(3, 2));
        var bindings = new Bindings(Batch, Draw(Batch * 3, 3), Draw(Batch * 3, 4), new Dictionary<string, double[]>());
        once.Assign(new Dictionary<string, double[]> { ["map.weight"] = weight, ["map.bias"] = bias });
        apart.Assign(new Dictionary<string, double[]> { ["first.weight"] = weight, ["first.bias"] = bias, ["second.weight"] = weight, ["second.bias"] = bias });
        var (shared, two) = (TrainingRun.Of(once, bindings), TrainingRun.Of(apart, bindings));
        OracleAssert.Close("loss", [shared.Loss], [two.Loss], 1e-6);
        foreach (var name in new[] { "weight", "bias" })
        {
            var sum = two.Gradients["first." + name].Zip(two.Gradients["second." + name], static (a, b) => a + b);
            OracleAssert.Close(name, shared.Gradients["map." + name], [.. sum], 1e-5);
        }
    }

    /// <summary>a = b > c in the first half of the batch, all equal in the second.</summary>
    [Fact]
    public void EqualGreatestElementsShareTheGradient()
    {
        var network = s_assembly.Value.Create("Ties");
        network.Assign(new Dictionary<string, double[]>
        {
            ["a.weight"] = [1, 0], ["a.bias"] = [0.5], ["b.weight"] = [1, 0], ["b.bias"] = [0.5], ["c.weight"] = [1, -1], ["c.bias"] = [0.5],
        });
        var run = TrainingRun.Of(network, new Bindings(4, [1, 1, 2, 1, 3, 0, 4, 0], [], new Dictionary<string, double[]>()));
        Assert.Equal(6, run.Loss);
        var (pair, two, three) = (1.0 / 2, 0.5 / 2, 0.5 / 3);
        OracleAssert.Close("a", run.Gradients["a.bias"], [pair + two + three], 1e-6);
        OracleAssert.Close("b", run.Gradients["b.bias"], [pair + two + three], 1e-6);
        OracleAssert.Close("c", run.Gradients["c.bias"], [three], 1e-6);
        OracleAssert.Close("c", run.Gradients["c.weight"], [7.0 / 4 / 3, 0], 1e-6);
    }

    [Fact]
    public void TheCrossEntropyOfASequenceIsTheMeanOverItsSteps()
    {
        const int Steps = 4;
        const int Classes = 5;
        var network = s_assembly.Value.Create("Tagger");
        Assert.Equal(Steps, network.Info.TargetLength);
        var random = new Random(7);
        float[] targets = [.. Enumerable.Range(0, Batch * Steps).Select(_ => (float)random.Next(Classes))];
        var logits = new float[Batch * Steps * Classes];
        var bindings = new Bindings(
            Batch, Draw(Batch * Steps * 3, 5), GeneratedNetwork.Doubles(targets), new Dictionary<string, double[]> { ["head.weight"] = Draw(15, 6), ["head.bias"] = Draw(5, 7) });
        network.Assign(bindings.Parameters);
        var actual = network.Evaluate(GeneratedNetwork.Floats(bindings.Input), targets, logits);

        var (sum, biasGradient) = (0.0, new double[Classes]);
        for (var step = 0; step < targets.Length; step++)
        {
            var row = GeneratedNetwork.Doubles(logits.AsSpan(step * Classes, Classes));
            var logSum = Math.Log(row.Sum(Math.Exp));
            for (var index = 0; index < Classes; index++)
            {
                var wanted = (index == targets[step] ? 0.9 : 0) + (0.1 / Classes);
                sum -= wanted * (row[index] - logSum);
                biasGradient[index] += (Math.Exp(row[index] - logSum) - wanted) / targets.Length;
            }
        }

        OracleAssert.Close("loss", [actual], [sum / targets.Length], 1e-5);
        var training = TrainingRun.Of(network, bindings);
        OracleAssert.Close("training loss", [training.Loss], [sum / targets.Length], 1e-5);
        OracleAssert.Close("gradient of the bias", training.Gradients["head.bias"], biasGradient, 1e-5);
        targets[5] = Classes;
        Assert.Equal(1, Assert.Throws<InvalidTargetException>(() => network.Evaluate(GeneratedNetwork.Floats(bindings.Input), targets, logits)).Sample);
    }

    private static double[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (double)((random.NextSingle() * 2) - 1))];
    }
}
