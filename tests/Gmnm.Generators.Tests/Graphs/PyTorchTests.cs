using Gmnm.Generators.Declaration;
using Gmnm.Generators.Differentiation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Lowering;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>The graph and its interpreter against PyTorch, both in double precision.</summary>
public sealed class PyTorchTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string, string> Cases => PyTorchFamily.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void GraphsAgree(string file, string name)
    {
        var family = PyTorchFamily.Named(file);
        var fixture = family[name];
        var network = family.Declaration(fixture);
        var (bindings, expected) = (fixture.Bindings, fixture.Results);
        var prediction = Interpreter.Run(NetworkLowering.Inference(network), bindings).Prediction!;
        OracleAssert.Close("output", prediction, expected.Prediction!, Tolerance);

        var training = Interpreter.Run(
            ReverseMode.Differentiate(WithInputGradient(NetworkLowering.Training(network, network.Loss!))),
            bindings with { Parameters = new Dictionary<string, double[]>(bindings.Parameters) { ["input"] = bindings.Input } });
        OracleAssert.Close("loss", [training.Loss!.Value], [expected.Loss!.Value], Tolerance);
        OracleAssert.Close("input", training.Gradients["input"], fixture.InputGradient, Tolerance);
        Assert.Equal(expected.Gradients.Keys.Append("input").Order(), training.Gradients.Keys.Order());
        foreach (var (parameter, gradient) in expected.Gradients)
        {
            OracleAssert.Close(parameter, training.Gradients[parameter], gradient, Tolerance);
        }

        Assert.Equal(expected.States.Keys.Order(), training.States.Keys.Order());
        foreach (var (state, value) in expected.States)
        {
            OracleAssert.Close(state, training.States[state], value, Tolerance);
        }
    }

    /// <summary>Every kind of layer but dropout, whose masks are not PyTorch's, and every loss.</summary>
    [Fact]
    public void EveryKindHasAFixture()
    {
        var networks = PyTorchFamily.AllNetworks.ToArray();
        var kinds = typeof(LayerDeclaration).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(LayerDeclaration)) && !type.IsAbstract && type != typeof(DropoutLayer));
        Assert.Empty(kinds.Except(networks.SelectMany(static network => network.Layers).Select(static layer => layer.GetType())));
        Assert.Empty(Enum.GetValues<Activation>().Except(
            networks.SelectMany(static network => network.Layers).OfType<ActivationLayer>().Select(static layer => layer.Activation)));
        Assert.Equal(
            Enum.GetValues<Declaration.LossKind>(),
            networks.Select(static network => network.Loss).OfType<StandardLoss>().Select(static loss => loss.Kind).Distinct().Order());
    }

    /// <summary>Every option of every layer is written in a fixture: all but names and dropout, whose masks are not PyTorch's.</summary>
    [Fact]
    public void EveryOptionHasAFixture()
    {
        var written = string.Concat(PyTorchFamily.AllSources);
        var options = typeof(LayerAttribute).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(LayerAttribute)) && type is { IsAbstract: false, IsGenericType: false } && type != typeof(DropoutAttribute))
            .SelectMany(static type => type.GetProperties()
                .Where(static property => property.SetMethod is not null && property.Name is not ("Name" or "Dropout"))
                .Select(property => (Layer: type.Name.Replace("Attribute", "", StringComparison.Ordinal), Option: property.Name)))
            .ToArray();
        Assert.True(options.Length > 80, $"{options.Length} options");
        Assert.All(options, option => Assert.Matches($@"\b{option.Layer}\([^\[\]]*\b{option.Option} = ", written));
    }

    /// <summary>The same graph with the input as one more parameter.</summary>
    private static ComputationGraph WithInputGradient(ComputationGraph graph) => GraphRewriter.Rewrite(
        graph,
        static (builder, node, _) => node.Op is Input
            ? builder.Add(new Parameter("input", node.Shape, ParameterStart.Constant(0)))
            : null);
}
