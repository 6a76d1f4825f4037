using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Tests.Oracle;
using Gmnm.Generators.Tests.Programs;

namespace Gmnm.Generators.Tests.RandomNetworks;

/// <summary>Random graphs compile without a warning and compute what the oracle computes, forward and backward.</summary>
public sealed class RandomGraphTests
{
    private const int Count = 500;
    private const int Group = 20;
    private const double Tolerance = 1e-4;

    /// <summary>What passes put in, and derivatives, which are expanded.</summary>
    private static readonly Type[] s_notDrawn =
    [
        typeof(Copy), typeof(Dense), typeof(ProductSum), typeof(GradientOf), typeof(PackedProjections), typeof(PackedGaussianProjections),
        typeof(GaussianSavedProjections), typeof(GaussianDerivative), typeof(GaussianOffsetGradient), typeof(GaussianInputGradient),
        typeof(GaussianWeightGradient), typeof(PackedWeights), typeof(PackedMatMul),
        typeof(PooledConvolution), typeof(PlaceGradient),
    ];

    private static readonly (TestProgram Program, Func<int, Bindings> Draw)[] s_graphs =
        [.. Enumerable.Range(0, Count).AsParallel().AsOrdered().Select(RandomGraph.Create)];

    private static readonly Lazy<ProgramAssembly> s_assembly = new(static () => new(s_graphs.Select(static graph => graph.Program)));

    public static TheoryData<int> Groups => [.. Enumerable.Range(0, Count / Group)];

    [Fact]
    public void EveryOpIsDrawn()
    {
        var all = typeof(Op).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(Op)) && !type.IsAbstract);
        var drawn = s_graphs.SelectMany(static graph => Ops(graph.Program.Differentiated));
        Assert.Empty(all.Except(s_notDrawn).Except(drawn));
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void GeneratedCodeAgrees(int group) => Assert.All(s_graphs.Skip(group * Group).Take(Group), static graph =>
    {
        var loaded = s_assembly.Value.Load(graph.Program);
        foreach (var batch in (int[])[1, 5])
        {
            var bindings = graph.Draw(batch);
            var expected = Interpreter.Run(graph.Program.Differentiated, bindings);
            ProgramAssert.Close(graph.Program, batch, loaded.Train(bindings), expected, Tolerance);
            OracleAssert.Close($"{graph.Program.Name}, inference of {batch}", loaded.Predict(bindings), expected.Prediction!, Tolerance);
        }
    });

    private static IEnumerable<Type> Ops(ComputationGraph graph) => graph.Nodes.SelectMany(static node =>
        node.Op is Scan scan ? Ops(scan.Body.Graph).Append(typeof(Scan)) : [node.Op.GetType()]);
}
