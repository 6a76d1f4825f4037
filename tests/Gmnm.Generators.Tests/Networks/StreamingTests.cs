using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Generated networks taken step by step against the same networks on the whole sequence.</summary>
public sealed class StreamingTests
{
    private const double Tolerance = 1e-6;

    private const string Namespace = "Streamed";

    private static readonly (string Name, int Steps, string Attributes)[] s_networks =
    [
        ("Lstm", 7, "Input(7, 3), Lstm(5), Linear(2)"),
        ("LstmLarge", 40, "Input(40, 7), Lstm(33), LayerNorm, Linear(17)"),
        ("LstmAlone", 5, "Input(5, 3), Lstm(16)"),
        ("LastLstm", 7, "Input(7, 3), Lstm(5, Last = true), Linear(2), Softmax"),
        ("StackedLstm", 7, "Input(7, 3), Lstm(5, Layers = 3), Dropout(0.5), Linear(2)"),
        ("Gru", 7, "Input(7, 3), Linear(4), Gru(5), Gelu, Gru(17, Last = true)"),
        ("GmnmLstm", 7, "Input(7, 3), GmnmLstm(5, Components = 6, Projections = 2), Linear(2)"),
        ("GmnmGates", 4, "Input(4, 3), GmnmLstm(5, Components = 6, Aggregation = Aggregation.Diagonal, Gates = true)"),
        ("GmnmSum", 4, "Input(4, 3), GmnmLstm(4, Components = 5, Projections = 3, Aggregation = Aggregation.Sum, Last = true)"),
        ("Rows", 6, "Input(6, 3), Linear(5), Silu, Gmnm(4, Components = 7, Projections = 2), RmsNorm, Softmax"),
        ("Numbers", 9, "Input(9, 1), Lstm(1), Linear(1)"),
        ("Words", 6, "Input(6), Embedding(10, 4), Gru(3), Linear(10)"),
        ("OneStep", 1, "Input(1, 3), Lstm(5), Linear(2)"),
        ("Graph", 6, "Forward"),
        ("Convolutions", 9, "Forward"),
        ("Images", 4, "Input(4, 3, 2), Relu, Linear(3), Reshape(4, 9), Lstm(3)"),
    ];

    /// <summary>Residual paths, joined tensors, the last step; causal convolutions over [steps, features] turned to [features, steps].</summary>
    private const string Graphs = """
        /// <summary>A test network.</summary>
        [Network(Streaming = true), Loss(LossKind.MeanSquaredError)]
        public partial class Graph
        {
            [Gru(4)] private partial SymbolicTensor Encode(SymbolicTensor x);
            [Linear(3)] private partial SymbolicTensor Mix(SymbolicTensor x);
            [Lstm(5)] private partial SymbolicTensor Again(SymbolicTensor x);
            [Linear(2)] private partial SymbolicTensor Head(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(6, 3)] SymbolicTensor x)
            {
                var h = Encode(x * 0.5f);
                var joined = SymbolicTensor.Concat(1, x - Mix(h).Gelu(), h[.., 1..3].Exp(), h.Sum(1, keepAxis: true));
                return Head(Again(joined).Last()).Tanh();
            }
        }

        /// <summary>A test network.</summary>
        [Network(Streaming = true), Loss(LossKind.MeanSquaredError)]
        public partial class Convolutions
        {
            [Conv1d(5, Kernel = 3, Causal = true), Relu, Conv1d(4, Kernel = 2, Dilation = 3, Causal = true)]
            private partial SymbolicTensor Convolve(SymbolicTensor x);
            [Conv1d(3, Kernel = 1)] private partial SymbolicTensor Head(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(9, 2)] SymbolicTensor x) => Head(Convolve(x.Transpose()).Silu()).Transpose();
        }
        """;

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly(
        $"using Gmnm; namespace {Namespace};\n" + string.Concat(s_networks.Select(static network =>
            network.Attributes == "Forward" ? "" : $"/// <summary>A test network.</summary>\n[Network(Streaming = true), {network.Attributes}, Loss(LossKind.MeanSquaredError)] public partial class {network.Name};\n")) + Graphs,
        Namespace));

    private delegate void Step(ReadOnlySpan<float> input, Span<float> state, Span<float> output);

    public static TheoryData<string> Networks => [.. s_networks.Select(static network => network.Name)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void StepsGiveThePrediction(string name)
    {
        var steps = s_networks.Single(network => network.Name == name).Steps;
        var network = s_assembly.Value.Create(name);
        var random = new Random(name.Length);
        float[] input = [.. Enumerable.Range(0, network.Info.InputLength)
            .Select(_ => name == "Words" ? random.Next(10) : (random.NextSingle() * 3) - 1.5f)];
        var whole = new float[network.Info.OutputLength];
        network.Predict(input, whole);

        var (step, state, output) = Stepper(network);
        var rows = new List<float>();
        var features = input.Length / steps;
        for (var index = 0; index < steps; index++)
        {
            step(input.AsSpan(index * features, features), state, output);
            rows.AddRange(output);
        }

        var actual = whole.Length == rows.Count ? [.. rows] : output;
        OracleAssert.Close(name, GeneratedNetwork.Doubles(actual), GeneratedNetwork.Doubles(whole), Tolerance);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void NothingIsAllocated(string name)
    {
        var (step, state, output) = Stepper(s_assembly.Value.Create(name));
        var input = new float[Constant(s_assembly.Value.Create(name), "StepInputLength")];
        for (var warmUp = 0; warmUp < 3; warmUp++)
        {
            step(input, state, output);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        step(input, state, output);
        step(input, state, output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Prepared values follow the parameters.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void StepsFollowTheParameters(string name)
    {
        var network = s_assembly.Value.Create(name);
        var (step, state, output) = Stepper(network);
        var input = new float[Constant(network, "StepInputLength")];
        input.AsSpan().Fill(1);
        step(input, state, output);
        var before = output.ToArray();
        foreach (ref var value in network.Parameters.Write())
        {
            value *= 0.5f;
        }

        state.AsSpan().Clear();
        step(input, state, output);
        Assert.NotEqual(before, output);
    }

    [Fact]
    public void WrongLengthsAreRefused()
    {
        var (step, state, output) = Stepper(s_assembly.Value.Create("Lstm"));
        Assert.Throws<ShapeMismatchException>(() => step(new float[2], state, output));
        Assert.Throws<ShapeMismatchException>(() => step(new float[3], new float[state.Length - 1], output));
        Assert.Throws<ShapeMismatchException>(() => step(new float[3], state, new float[output.Length + 1]));
        Assert.All(state.Concat(output), static value => Assert.Equal(0, value));
    }

    [Fact]
    public void WrongIndicesAreRefused()
    {
        var (step, state, output) = Stepper(s_assembly.Value.Create("Words"));
        Assert.Throws<InvalidIndexException>(() => step([10], state, output));
        Assert.All(state.Concat(output), static value => Assert.Equal(0, value));
    }

    private static (Step Step, float[] State, float[] Output) Stepper(GeneratedNetwork network) => (
        network.Instance.GetType().GetMethod("Step")!.CreateDelegate<Step>(network.Instance),
        new float[Constant(network, "StateLength")],
        new float[Constant(network, "StepOutputLength")]);

    private static int Constant(GeneratedNetwork network, string name) => (int)network.Instance.GetType().GetField(name)!.GetValue(null)!;
}
