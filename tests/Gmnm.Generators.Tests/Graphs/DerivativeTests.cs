using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Differentiation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>Derivatives with respect to inputs, of first and second order, and the parameter gradient of expressions in them.</summary>
public sealed class DerivativeTests
{
    private const int Batch = 2;
    private const int Features = 3;

    private static readonly Dictionary<string, Func<GraphBuilder, Node, Node>> s_functions = new()
    {
        ["Tanh"] = static (graph, x) => graph.Add(new Tanh(), Linear(graph, x, 4)),
        ["Sigmoid"] = static (graph, x) => graph.Add(new Sigmoid(), Linear(graph, x, 4)),
        ["Softplus"] = static (graph, x) => graph.Add(new Softplus(), Linear(graph, x, 4)),
        ["Erf"] = static (graph, x) => graph.Add(new Erf(), Linear(graph, x, 4)),
        ["Gelu"] = static (graph, x) =>
        {
            var y = Linear(graph, x, 4);
            return graph.Add(new Multiply(), y, graph.Add(new NormalDistribution(), y, graph.Add(new NormalDensity(), y)));
        },
        ["Exp"] = static (graph, x) => graph.Add(new Exp(), Linear(graph, x, 4)),
        ["Product"] = static (graph, x) => graph.Add(new Multiply(), Linear(graph, x, 4), graph.Add(new Square(), Linear(graph, x, 4))),
        ["Quotient"] = static (graph, x) => graph.Add(
            new Divide(), Linear(graph, x, 4), graph.Add(new Add(), graph.Add(new Square(), Linear(graph, x, 4)), graph.Constant(1))),
        ["Softmax"] = static (graph, x) => Lowering.Layers.SoftmaxLowering.Lower(graph, Linear(graph, x, 4), axis: 1),
        ["Norm"] = static (graph, x) => Gaussians(graph, x, Declaration.Aggregation.Norm, 2),
        ["Sum"] = static (graph, x) => Gaussians(graph, x, Declaration.Aggregation.Sum, 2),
        ["Quadratic"] = static (graph, x) => Gaussians(graph, x, Declaration.Aggregation.Quadratic, 4),
        ["Diagonal"] = static (graph, x) => graph.Add(new AxisAlignedGaussians(), x, New(graph, 5, Features), New(graph, 5, Features)),
        ["Isotropic"] = static (graph, x) => graph.Add(new AxisAlignedGaussians(), x, New(graph, 5, Features), New(graph, 5)),
    };

    /// <summary>By what a message calls them.</summary>
    private static readonly Dictionary<string, Func<GraphBuilder, Node, Node>> s_kinks = new()
    {
        ["Relu"] = static (graph, x) => graph.Add(new Relu(), Linear(graph, x, 4)),
        ["LeakyRelu"] = static (graph, x) => graph.Add(new LeakyRelu(0.1), Linear(graph, x, 4)),
        ["Abs"] = static (graph, x) => graph.Add(new Abs(), Linear(graph, x, 4)),
        ["Clamp"] = static (graph, x) => graph.Add(new Clamp(-1, 1), Linear(graph, x, 4)),
        ["Minimum"] = static (graph, x) => graph.Add(new ElementMinimum(), Linear(graph, x, 4), Linear(graph, x, 4)),
        ["Maximum"] = static (graph, x) => graph.Add(new ElementMaximum(), Linear(graph, x, 4), Linear(graph, x, 4)),
        ["Max"] = static (graph, x) => graph.Add(new Maximum(1), Linear(graph, x, 4)),
        ["a comparison"] = static (graph, x) => graph.Add(
            new Multiply(), graph.Add(new GreaterThan(), Linear(graph, x, 4), graph.Constant(0)), graph.Add(new Square(), Linear(graph, x, 4))),
        ["max pooling"] = static (graph, x) => graph.Add(
            new MaxPool(new Window(2, 2, 2, 2, 0, 0, 0, 0, 1, 1)), graph.Reshape(Linear(graph, x, 4), Shape.OfBatch(1, 2, 2))),
    };

    public static TheoryData<string> Functions => [.. s_functions.Keys];

    public static TheoryData<string> Bent => [.. s_kinks.Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void GradientIsCentralDifference(string function)
    {
        var plain = Predicting(function, static (_, u, _) => u);
        var derived = Predicting(function, static (graph, u, x) => graph.Add(new GradientOf(), u, x));
        var bindings = Bind(plain);
        var expected = FiniteDifferences.Gradient(() => Interpreter.Run(plain, bindings).Prediction!.Sum(), bindings.Input);
        OracleAssert.Close(function, Interpreter.Run(derived, bindings).Prediction!, expected, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void LaplacianIsCentralDifferenceOfTheGradient(string function)
    {
        var first = Predicting(function, static (graph, u, x) => graph.Add(new GradientOf(), u, x));
        var second = Predicting(function, Laplacian);
        var bindings = Bind(first);
        var expected = new double[Batch];
        for (var element = 0; element < bindings.Input.Length; element++)
        {
            var index = element;
            var differences = FiniteDifferences.Gradient(() => Interpreter.Run(first, bindings).Prediction![index], bindings.Input);
            expected[element / Features] += differences[element];
        }

        OracleAssert.Close(function, Interpreter.Run(second, bindings).Prediction!, expected, 1e-8);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void ParameterGradientOfALaplacianIsCentralDifference(string function)
    {
        var graph = Losing(function, Laplacian);
        var backward = ReverseMode.Differentiate(graph);
        GraphVerifier.Verify(backward);
        var bindings = Bind(graph);
        var actual = Interpreter.Run(backward, bindings).Gradients;
        foreach (var (name, values) in bindings.Parameters)
        {
            var expected = FiniteDifferences.Gradient(() => Interpreter.Run(graph, bindings).Loss!.Value, values);
            OracleAssert.Close($"{function}, {name}", actual[name], expected, 1e-7);
        }
    }

    [Fact]
    public void EveryKinkIsTested() =>
        Assert.Equal(OpCases.All.Select(static op => op.Op.Kink).OfType<string>().Distinct().Order(), s_kinks.Keys.Order());

    [Theory]
    [MemberData(nameof(Bent))]
    public void SecondDerivativeOfAKinkNamesIt(string kink)
    {
        var exception = Assert.Throws<DeclarationException>(() => Expand(Laplacian, s_kinks[kink]));
        Assert.Equal(("GMNM2001", kink), (exception.Error.Id, exception.Error.Arguments[0]));
    }

    [Theory]
    [MemberData(nameof(Bent))]
    public void FirstDerivativeOfAKinkIsAllowed(string kink) => GraphVerifier.Verify(Expand(
        static (graph, u, x) => graph.Add(new GradientOf(), u, x), s_kinks[kink]));

    /// <summary>u = tanh(W relu(x)) has a second derivative with respect to relu(x).</summary>
    [Fact]
    public void KinkBeforeTheVariableDoesNotMatter() => GraphVerifier.Verify(Expand(
        static (graph, u, x) => Laplacian(graph, u, graph.Add(new Relu(), x)),
        static (graph, x) => graph.Add(new Tanh(), Linear(graph, graph.Add(new Relu(), x), 4))));

    [Fact]
    public void DerivativeWithRespectToWhatIsNotReadIsRefused()
    {
        var exception = Assert.Throws<DeclarationException>(static () => Expand(
            static (graph, u, x) => graph.Add(new GradientOf(), u, graph.Add(new Square(), x)), static (graph, x) => graph.Add(new Tanh(), Linear(graph, x, 4))));
        Assert.Equal("GMNM2003", exception.Error.Id);
    }

    private static ComputationGraph Predicting(string function, Func<GraphBuilder, Node, Node, Node> derive) =>
        Expand(derive, s_functions[function]);

    private static ComputationGraph Expand(Func<GraphBuilder, Node, Node, Node> derive, Func<GraphBuilder, Node, Node> function)
    {
        var graph = new GraphBuilder();
        var result = Derived(graph, derive, function);
        return DerivativeExpansion.Run(graph.Build([new GraphOutput(OutputKind.Prediction, "", result.Id)]));
    }

    private static ComputationGraph Losing(string function, Func<GraphBuilder, Node, Node, Node> derive)
    {
        var graph = new GraphBuilder();
        var result = graph.Add(new Square(), Derived(graph, derive, s_functions[function]));
        var loss = graph.Reshape(graph.Sum(result, 0, 1), Shape.Of(1, 1));
        return DerivativeExpansion.Run(graph.Build([new GraphOutput(OutputKind.Loss, "", loss.Id)]));
    }

    private static Node Derived(GraphBuilder graph, Func<GraphBuilder, Node, Node, Node> derive, Func<GraphBuilder, Node, Node> function)
    {
        var x = graph.Add(new Input(Shape.OfBatch(Features)));
        var u = Linear(graph, function(graph, x), 1);
        return derive(graph, u, x);
    }

    private static Node Laplacian(GraphBuilder graph, Node u, Node x)
    {
        var gradient = graph.Add(new GradientOf(), u, x);
        return Enumerable.Range(0, Features)
            .Select(axis => (Node)graph.Add(
                new Slice(1, axis, 1), graph.Add(new GradientOf(), graph.Add(new Slice(1, axis, 1), gradient), x)))
            .Aggregate((sum, next) => graph.Add(new Add(), sum, next));
    }

    private static Node Gaussians(GraphBuilder graph, Node x, Declaration.Aggregation aggregation, int rows) => graph.Add(
        new GaussianProjections(aggregation, 5, rows), x, New(graph, 5 * rows, Features), New(graph, 5 * rows));

    private static Node Linear(GraphBuilder graph, Node x, int units) =>
        graph.Add(new MatMul(MatMulForm.TransposedRight), x, New(graph, units, x.Shape.Last));

    private static Node New(GraphBuilder graph, params int[] sizes) =>
        graph.Add(new Parameter($"p{graph.Nodes.Count}", Shape.Of(sizes), ParameterStart.Normal(1)));

    private static Bindings Bind(ComputationGraph graph)
    {
        var random = new Random(7);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 1)];
        return new(Batch, Draw(Batch * Features), [], graph.Nodes
            .Select(static node => node.Op)
            .OfType<Parameter>()
            .ToDictionary(static parameter => parameter.ParameterName, parameter => Draw(parameter.ParameterShape.Elements)));
    }
}
