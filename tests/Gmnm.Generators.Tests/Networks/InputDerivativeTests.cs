using Gmnm.Generators.Declaration;
using Gmnm.Generators.Differentiation;
using Gmnm.Generators.Lowering;
using Gmnm.Generators.Tests.Oracle;
using Gmnm.Generators.Tests.Parsing;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>
/// Slope and curvature of networks with respect to their inputs, and the training of losses that hold them: central
/// differences in double precision, and generated code against the interpreter.
/// </summary>
public sealed class InputDerivativeTests
{
    private const int Batch = 2;

    private static readonly Lazy<IReadOnlyDictionary<string, NetworkDeclaration>> s_networks = new(
        static () => Parsed.Networks(InputDerivativeCases.Source).ToDictionary(static network => network.Name));

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly("using Gmnm;\n" + InputDerivativeCases.Source, "Derived"));

    public static TheoryData<string> Names => [.. InputDerivativeCases.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void SlopeAndCurvatureAreCentralDifferences(string name)
    {
        var oracle = new NetworkOracle(s_networks.Value[name], seed: 3);
        var bindings = oracle.Draw(Batch);
        var features = bindings.Input.Length / Batch;
        double At(int sample, int place) => oracle.Predict(bindings)[(sample * (features + 2)) + place];
        for (var sample = 0; sample < Batch; sample++)
        {
            var actual = oracle.Predict(bindings).AsSpan(sample * (features + 2), features + 2).ToArray();
            var own = sample;
            var slope = FiniteDifferences.Gradient(() => At(own, 0), bindings.Input)[(sample * features)..((sample + 1) * features)];
            OracleAssert.Close($"{name}, slope", actual[1..^1], slope, 1e-8);
            var curvature = Enumerable.Range(0, features)
                .Sum(axis => FiniteDifferences.Gradient(() => At(own, 1 + axis), bindings.Input)[(own * features) + axis]);
            OracleAssert.Close($"{name}, curvature", [actual[^1]], [curvature], 1e-7);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ParameterGradientsAreCentralDifferences(string name)
    {
        var network = s_networks.Value[name];
        var oracle = new NetworkOracle(network, seed: 3);
        var bindings = oracle.Draw(Batch);
        var forward = DerivativeExpansion.Run(NetworkLowering.Training(network, network.Loss!));
        var gradients = oracle.ForwardBackward(bindings).Gradients;
        Assert.NotEmpty(gradients);
        foreach (var (parameter, gradient) in gradients)
        {
            var expected = FiniteDifferences.Gradient(() => Interpreter.Run(forward, bindings).Loss!.Value, bindings.Parameters[parameter]);
            OracleAssert.Close($"{name}, {parameter}", gradient, expected, 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GeneratedCodeAgrees(string name)
    {
        var check = new NetworkCheck(s_networks.Value[name], s_assembly.Value.Create(name), seed: 3);
        check.Predictions(1, 17);
        check.Loss(3);
        check.Training(1);
        check.Training(5);
        check.Allocations(4);
    }
}
