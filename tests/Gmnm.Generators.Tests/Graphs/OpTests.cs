using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Differentiation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Graphs;

public sealed class OpTests
{
    /// <summary>All but the one that stands for nodes which differentiation puts in its place: <see cref="DerivativeTests"/>.</summary>
    private static readonly Type[] Ops = [.. typeof(Op).Assembly.GetTypes().Where(
        static type => type.IsSubclassOf(typeof(Op)) && !type.IsAbstract && type != typeof(Generators.Graph.Ops.GradientOf))];

    public static TheoryData<int> Differentiable => [.. Numbers(static op => op.NoGradient is null)];

    /// <summary>Without a kink, and not of the kernels whose gradient is a kernel too.</summary>
    public static TheoryData<int> Smooth => [.. Numbers(static op => op.NoGradient is null && op.Op.Kink is null
        && op.Op is not (GaussianProjections or AxisAlignedGaussians or Attention))];

    public static TheoryData<int> Exempt => [.. Numbers(static op => op.NoGradient is not null)];

    [Fact]
    public void EveryOpHasAnEvaluator() => Assert.All(Ops, static op => Assert.True(Evaluators.Has(op), op.Name));

    [Fact]
    public void EveryOpHasACase() => Assert.Empty(Ops.Except(OpCases.All.Select(static op => op.Op.GetType())));

    /// <summary>The interpreter compares each result's sizes with the shape rule.</summary>
    [Fact]
    public void EveryShapeRuleHolds() => Assert.All(OpCases.All, static op => Interpreter.Run(op.Loss(), Bind(op, op.Loss())));

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void GradientsAreCentralDifferences(int number)
    {
        var op = OpCases.All[number];
        var loss = op.Loss();
        var bindings = Bind(op, loss);
        var backward = ReverseMode.Differentiate(loss);
        GraphVerifier.Verify(backward);
        var gradients = Interpreter.Run(backward, bindings).Gradients;
        Assert.Equal(op.Inputs.Length - op.Fixed.Count, gradients.Count);
        foreach (var (name, gradient) in gradients)
        {
            var expected = FiniteDifferences.Gradient(() => Interpreter.Run(loss, bindings).Loss!.Value, bindings.Parameters[name]);
            OracleAssert.Close($"{op}, {name}", gradient, expected, 1e-6);
        }
    }

    /// <summary>The gradient of the sum of squares of the first gradients.</summary>
    [Theory]
    [MemberData(nameof(Smooth))]
    public void SecondGradientsAreCentralDifferences(int number)
    {
        var op = OpCases.All[number];
        var first = ReverseMode.Differentiate(op.Loss());
        var graph = GraphRewriter.ToBuilder(first);
        var squares = first.Outputs
            .Where(static output => output.Kind == OutputKind.ParameterGradient)
            .Select(output => graph.Add(new Square(), graph.Nodes[output.Node]))
            .Select(square => graph.Reshape(graph.Sum(square, [.. Enumerable.Range(0, square.Shape.Rank)]), Shape.Of(1, 1)))
            .Aggregate((sum, next) => graph.Add(new Add(), sum, next));
        var loss = graph.Build([new GraphOutput(OutputKind.Loss, "", squares.Id)]);
        var bindings = Bind(op, op.Loss());
        var gradients = Interpreter.Run(ReverseMode.Differentiate(loss), bindings).Gradients;
        foreach (var (name, gradient) in gradients)
        {
            var expected = FiniteDifferences.Gradient(() => Interpreter.Run(loss, bindings).Loss!.Value, bindings.Parameters[name]);
            OracleAssert.Close($"{op}, {name}", gradient, expected, 1e-6);
        }
    }

    /// <summary>As PyTorch's powers have it; that of a product with a root would be 0 · ∞.</summary>
    [Fact]
    public void TheSlopeOfARootPowerAtZeroIsZero()
    {
        var op = new OpCase(new RootPower(1), [Shape.OfBatch(5)], static (_, _) => 0);
        var gradients = Interpreter.Run(ReverseMode.Differentiate(op.Loss()), Bind(op, op.Loss())).Gradients;
        Assert.All(Assert.Single(gradients).Value, static slope => Assert.Equal(0, slope));
    }

    [Theory]
    [MemberData(nameof(Exempt))]
    public void ExemptionsHold(int number)
    {
        var op = OpCases.All[number];
        switch (op.Op)
        {
            case SourceOp:
                Assert.Empty(op.Inputs);
                break;
            case StopGradient:
                Assert.All(
                    Interpreter.Run(ReverseMode.Differentiate(op.Loss()), Bind(op, op.Loss())).Gradients.Values.SelectMany(static x => x),
                    static x => Assert.Equal(0, x));
                break;
            default:
                Assert.Equal("GMNM2002", Assert.Throws<DeclarationException>(() => ReverseMode.Differentiate(op.Loss())).Error.Id);
                break;
        }
    }

    private static IEnumerable<int> Numbers(Func<OpCase, bool> choice) =>
        Enumerable.Range(0, OpCases.All.Count).Where(number => choice(OpCases.All[number]));

    private static Bindings Bind(OpCase op, ComputationGraph loss)
    {
        var random = new Random(5);
        double[] Draw(Node node, int input) =>
            [.. Enumerable.Range(0, Length(node)).Select(_ => op.Values(random, input))];
        var parameters = loss.Nodes
            .Where(static node => node.Op is Parameter)
            .Select((node, input) => (((Parameter)node.Op).ParameterName, Values: Draw(node, input)))
            .ToDictionary(static pair => pair.ParameterName, static pair => pair.Values);
        double[] Source<TOp>() => loss.Nodes.FirstOrDefault(static node => node.Op is TOp) is { } node ? Draw(node, -1) : [];
        DoubleTensor[] Step<TOp>() => loss.Nodes.Where(static node => node.Op is TOp)
            .Select(node => new DoubleTensor(DoubleTensor.Resolve(node.Shape, OpCase.Batch), Draw(node, -1))).ToArray();
        return new Bindings(
            OpCase.Batch,
            Source<Input>(),
            Source<Target>(),
            parameters,
            DropoutKey: 9,
            new StepBindings(Step<StepInput>(), Step<CarriedState>(), Step<Captured>()));
    }

    private static int Length(Node node) =>
        DoubleTensor.Resolve(node.Shape, OpCase.Batch).Aggregate(1, static (product, size) => product * size);
}
