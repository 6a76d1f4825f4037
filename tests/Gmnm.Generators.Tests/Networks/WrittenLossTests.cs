using Gmnm.Generators.Declaration;
using Gmnm.Generators.Differentiation;
using Gmnm.Generators.Lowering;
using Gmnm.Generators.Tests.Oracle;
using Gmnm.Generators.Tests.Parsing;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Losses that the user writes, a loss without targets, cross-entropy of sequences, and weights that are shared.</summary>
public sealed class WrittenLossTests
{
    internal const string Source = """
        namespace Written;
        /// <summary>Its loss reads outputs and targets alone.</summary>
        [Network]
        public partial class Likelihood
        {
            [Linear(5), Tanh] private partial SymbolicTensor Hidden(SymbolicTensor x);
            [Linear(2)] private partial SymbolicTensor Head(SymbolicTensor x);
            [Linear(2)] private partial SymbolicTensor Spread(SymbolicTensor x);

            private (SymbolicTensor Mean, SymbolicTensor LogVariance) Forward([Shape(3)] SymbolicTensor x)
            {
                var h = Hidden(x);
                return (Head(h), Spread(h));
            }

            [Loss]
            private SymbolicTensor Error(SymbolicTensor x, [Shape(2)] SymbolicTensor target, [Shape(1)] SymbolicTensor weight)
            {
                var (mean, logVariance) = Forward(x);
                return weight.Square() * (logVariance + (target - mean).Square() * (-logVariance).Exp());
            }
        }
        /// <summary>Its loss reads the input and a value that is no output, and has a layer of its own.</summary>
        [Network]
        public partial class Auxiliary
        {
            [Linear(4), Sigmoid] private partial SymbolicTensor Encode(SymbolicTensor x);
            [Linear(3)] private partial SymbolicTensor Decode(SymbolicTensor x);
            [Linear(2)] private partial SymbolicTensor Head(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(3)] SymbolicTensor x) => Head(Encode(x));

            [Loss]
            private SymbolicTensor Error(SymbolicTensor x, [Shape(2)] SymbolicTensor target) =>
                (Forward(x) - target).Square().Mean() + 0.1 * (Decode(Encode(x)) - x).Square().Mean();
        }
        /// <summary>Its loss has no target.</summary>
        [Network]
        public partial class Autoencoder
        {
            [Linear(2), Tanh] private partial SymbolicTensor Encode(SymbolicTensor x);
            [Linear(6)] private partial SymbolicTensor Decode(SymbolicTensor x);

            private (SymbolicTensor Code, SymbolicTensor Copy) Forward([Shape(2, 3)] SymbolicTensor x)
            {
                var code = Encode(x.Flatten());
                return (code, Decode(code).Reshape(2, 3));
            }

            [Loss] private SymbolicTensor Error(SymbolicTensor x) => (Forward(x).Copy - x).Square();
        }
        /// <summary>A loss that is one number for each sample.</summary>
        [Network]
        public partial class Margin
        {
            [Linear(3)] private partial SymbolicTensor Embed(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(4)] SymbolicTensor x) => Embed(x);

            [Loss]
            private SymbolicTensor Error(SymbolicTensor x, [Shape(4)] SymbolicTensor near, [Shape(4)] SymbolicTensor far)
            {
                var anchor = Forward(x);
                return ((anchor - Embed(near)).Square().Sum() - (anchor - Embed(far)).Square().Sum() + 1).Relu();
            }
        }
        """;

    private const int Batch = 9;

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly("using Gmnm;\n" + Source, "Written"));

    private static readonly Lazy<IReadOnlyList<NetworkDeclaration>> s_networks = new(static () => Parsed.Networks(Source));

    public static TheoryData<string> Names => ["Likelihood", "Auxiliary", "Autoencoder", "Margin"];

    [Theory]
    [MemberData(nameof(Names))]
    public void GeneratedCodeAgrees(string name)
    {
        var check = new NetworkCheck(Declaration(name), s_assembly.Value.Create(name), seed: 3);
        check.Predictions(1, 17, 300);
        check.Loss(1);
        check.Loss(300);
        check.Training(1);
        check.Training(64);
        check.Allocations(17);
    }

    /// <summary>The gradient of the training program is that of the loss.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void TheGradientIsThatOfTheLoss(string name)
    {
        var network = Declaration(name);
        var bindings = new NetworkOracle(network, seed: 3).Draw(Batch);
        var forward = DerivativeExpansion.Run(NetworkLowering.Training(network, network.Loss!));
        var generated = s_assembly.Value.Create(name);
        // Layers of the loss alone are drawn too: the training graph has every parameter.
        generated.Assign(bindings.Parameters);
        var actual = TrainingRun.Of(generated, bindings);
        foreach (var (parameter, values) in bindings.Parameters)
        {
            var expected = FiniteDifferences.Gradient(() => Interpreter.Run(forward, bindings).Loss!.Value, values);
            OracleAssert.Close($"{name} {parameter}", actual.Gradients[parameter], expected, 1e-4, negligible: 1e-2);
        }
    }

    [Fact]
    public void TheLikelihoodIsWhatPlainCodeComputes()
    {
        var (network, bindings) = Drawn("Likelihood");
        var output = new float[Batch * 4];
        var actual = network.Evaluate(GeneratedNetwork.Floats(bindings.Input), GeneratedNetwork.Floats(bindings.Target), output);
        var sum = 0.0;
        for (var sample = 0; sample < Batch; sample++)
        {
            for (var place = 0; place < 2; place++)
            {
                var (mean, logVariance) = (output[(4 * sample) + place], output[(4 * sample) + 2 + place]);
                var (error, weight) = (bindings.Target[(3 * sample) + place] - mean, bindings.Target[(3 * sample) + 2]);
                sum += weight * weight * (logVariance + (error * error * Math.Exp(-logVariance)));
            }
        }

        OracleAssert.Close("loss", [actual], [sum / (2 * Batch)], 1e-5);
    }

    [Fact]
    public void ALossWithoutTargetsTakesNone()
    {
        var (network, bindings) = Drawn("Autoencoder");
        Assert.Equal(0, network.Info.TargetLength);
        var output = new float[Batch * 8];
        var actual = network.Evaluate(GeneratedNetwork.Floats(bindings.Input), [], output);
        var sum = 0.0;
        for (var place = 0; place < Batch * 6; place++)
        {
            var error = output[(place / 6 * 8) + 2 + (place % 6)] - bindings.Input[place];
            sum += error * error;
        }

        OracleAssert.Close("loss", [actual], [sum / (6 * Batch)], 1e-5);
        Assert.Throws<ShapeMismatchException>(() => network.Evaluate(GeneratedNetwork.Floats(bindings.Input), new float[Batch], output));
    }

    private static NetworkDeclaration Declaration(string name) => s_networks.Value.Single(network => network.Name == name);

    private static (GeneratedNetwork Network, Bindings Bindings) Drawn(string name)
    {
        var network = s_assembly.Value.Create(name);
        var bindings = new NetworkOracle(Declaration(name), seed: 3).Draw(Batch);
        network.Assign(bindings.Parameters);
        return (network, bindings);
    }
}
