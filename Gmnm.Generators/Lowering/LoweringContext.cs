using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering;

/// <summary>What the lowering of one layer needs besides its input.</summary>
internal sealed class LoweringContext(GraphBuilder graph, bool training)
{
    private int _dropouts;

    public GraphBuilder Graph { get; } = graph;

    /// <summary>Training keeps what inference leaves out: dropout.</summary>
    public bool Training { get; } = training;

    /// <summary>The layer being lowered; <see cref="CompilerError.Loss"/> for the loss.</summary>
    public int Layer
    {
        get;
        set
        {
            field = value;
            Graph.Layer = value == CompilerError.Loss ? Node.LossLayer : value;
        }
    }

    /// <summary>A trainable tensor named <c>layer.name</c>.</summary>
    public Node Parameter(string layer, string name, ParameterStart start, params int[] sizes) =>
        Graph.Named(Graph.Add(new Parameter($"{layer}.{name}", Shape.Of(sizes), start)), layer + char.ToUpperInvariant(name[0]) + name.Substring(1));

    public int NextDropout() => _dropouts++;

    /// <summary>Whether a value is the network's input, at most reshaped.</summary>
    public bool IsNetworkInput(Node value) => value.Op switch
    {
        Input => true,
        Reshape => IsNetworkInput(Graph.Nodes[value.Inputs[0]]),
        _ => false,
    };

    public DeclarationException Error(string id, string? argument, params string[] arguments) =>
        new(new CompilerError(id, Layer, argument, arguments.ToEquatableArray()));
}
