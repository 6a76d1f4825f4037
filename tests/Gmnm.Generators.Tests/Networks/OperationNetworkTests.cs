using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;
using Gmnm.Generators.Tests.Oracle;
using Gmnm.Generators.Tests.Parsing;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Each operation of the symbolic tensor: generated code against plain C# and against the double interpreter.</summary>
public sealed class OperationNetworkTests
{
    private static readonly IReadOnlyDictionary<string, OperationCase> s_cases =
        ElementwiseCases.All.Concat(StructureCases.All).ToDictionary(static operation => operation.Name);

    private static readonly string s_source = $"namespace Declared;\n{string.Concat(s_cases.Values.Select(static operation => operation.Source))}";

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly("using Gmnm;\n" + s_source, "Declared"));

    private static readonly Lazy<IReadOnlyList<NetworkDeclaration>> s_networks = new(static () => Parsed.Networks(s_source));

    public static TheoryData<string> Names => [.. s_cases.Keys];

    /// <summary>With the identity in front: what the operation means.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void MeansWhatPlainCodeComputes(string name)
    {
        const int Batch = 19;
        var (operation, network) = (s_cases[name], s_assembly.Value.Create(name));
        var (length, last) = (network.Info.InputLength, operation.Shape[^1]);
        network.Assign(new Dictionary<string, double[]>
        {
            ["mix.weight"] = [.. Enumerable.Range(0, last * last).Select(place => place % (last + 1) == 0 ? 1.0 : 0)],
            ["mix.bias"] = new double[last],
        });
        var random = new Random(name.Length);
        float[] input = [.. Enumerable.Range(0, Batch * length).Select(_ => (random.NextSingle() * 3) - 1.5f)];
        var output = new float[Batch * network.Info.OutputLength];
        network.Predict(input, output);
        for (var sample = 0; sample < Batch; sample++)
        {
            double[] expected = [.. operation.Plain(GeneratedNetwork.Doubles(input.AsSpan(sample * length, length)))];
            var actual = GeneratedNetwork.Doubles(output.AsSpan(sample * network.Info.OutputLength, network.Info.OutputLength));
            OracleAssert.Close($"{operation.Source}sample {sample}", actual, expected, 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PredictionsAgree(string name) => Check(name).Predictions(1, 2, 17, 64);

    [Theory]
    [MemberData(nameof(Names))]
    public void TrainingAgrees(string name)
    {
        foreach (var batch in new[] { 1, 3, 17, 64 })
        {
            Check(name).Training(batch);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LossesAgreeAndNothingIsAllocated(string name)
    {
        Check(name).Loss(17);
        Check(name).Allocations(17);
    }

    /// <summary>All kinds of operations but derivatives, which have tests of their own.</summary>
    [Fact]
    public void EveryOperationIsTested()
    {
        Operation[] used = [.. s_networks.Value.SelectMany(static network => network.Values).Select(static value => value.Operation)];
        var kinds = typeof(Operation).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract)
            .Except([typeof(GradientOperation), typeof(LaplacianOperation)]);
        Assert.Empty(kinds.Except(used.Select(static operation => operation.GetType())));
        Assert.Empty(Enum.GetValues<UnaryKind>().Except(used.OfType<UnaryOperation>().Select(static unary => unary.Kind)));
        Assert.Empty(Enum.GetValues<BinaryKind>().Except(used.OfType<BinaryOperation>().Select(static binary => binary.Kind)));
        Assert.Empty(Enum.GetValues<ReduceKind>().Except(used.OfType<ReduceOperation>().Select(static reduce => reduce.Kind)));
        Assert.Empty(Enum.GetValues<Activation>().Except(used.OfType<ActivationOperation>().Select(static activation => activation.Activation)));
    }

    private static NetworkCheck Check(string name) => new(
        s_networks.Value.Single(network => network.Name == name), s_assembly.Value.Create(name), seed: name.Length);
}
