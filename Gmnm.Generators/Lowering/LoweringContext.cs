using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering;

/// <summary>What the lowering of one layer or operation needs besides its inputs.</summary>
internal sealed class LoweringContext(GraphBuilder graph, bool training)
{
    private readonly Dictionary<string, Node> _parameters = [];
    private readonly Dictionary<string, Node> _states = [];
    private int _dropouts;
    private long _parameterCount;

    public GraphBuilder Graph { get; } = graph;

    /// <summary>Training keeps what inference leaves out: dropout.</summary>
    public bool Training { get; } = training;

    /// <summary>Index of the value being lowered; <see cref="CompilerError.Loss"/> for the loss.</summary>
    public int Place
    {
        get;
        set
        {
            field = value;
            Graph.Layer = value == CompilerError.Loss ? Node.LossLayer : value;
        }
    }

    /// <summary>Whether training leaves the layer being lowered as it is.</summary>
    public bool Frozen { get; set; }

    /// <summary>The states' values after a training step.</summary>
    public IEnumerable<GraphOutput> StateUpdates =>
        _states.Select(static state => new GraphOutput(OutputKind.StateUpdate, state.Key, state.Value.Id));

    /// <summary>A tensor named <c>layer.name</c>. A layer that is called again has the tensors of its first call.</summary>
    public Node Parameter(string layer, string name, ParameterStart start, params int[] sizes) =>
        Tensor(new($"{layer}.{name}", Shape.Of(sizes), start, Frozen ? ParameterKind.Frozen : ParameterKind.Trainable));

    /// <summary>
    /// A state named <c>layer.name</c>: a tensor that a training step replaces. A layer that is called again has the value that
    /// its last call left.
    /// </summary>
    public Node State(string layer, string name, ParameterStart start, params int[] sizes)
    {
        var kind = Frozen ? ParameterKind.Frozen : ParameterKind.State;
        var first = Tensor(new($"{layer}.{name}", Shape.Of(sizes), start, kind) { IsStatistic = true });
        return _states.TryGetValue($"{layer}.{name}", out var last) ? last : first;
    }

    /// <summary>Sets what a state is after the training step.</summary>
    public void UpdateState(string layer, string name, Node value) => _states[$"{layer}.{name}"] = value;

    private Node Tensor(Parameter tensor)
    {
        var name = tensor.ParameterName;
        if (!_parameters.TryGetValue(name, out var parameter))
        {
            SizeLimits.CheckParameters(_parameterCount += tensor.Shape.LongElements);
            parameter = Graph.Named(Graph.Add(tensor), LayerName.ToIdentifier(name));
            _parameters.Add(name, parameter);
        }

        return parameter.Shape == tensor.Shape
            ? parameter
            : throw Error(
                "GMNM1030", null, name.Substring(name.LastIndexOf('.') + 1), parameter.Shape.ToString(), tensor.Shape.ToString());
    }

    public int NextDropout() => _dropouts++;

    /// <summary>The first float in a sample of a value that is a run of the network's inputs; null where it is none.</summary>
    public int? InputStart(Node value)
    {
        if (value.Op is Input)
        {
            return 0;
        }

        if (value.Op is not (Reshape or Slice) || InputStart(Graph.Nodes[value.Inputs[0]]) is not { } start)
        {
            return null;
        }

        return value.Op is not Slice slice ? start
            : value.Shape.Sizes.Take(slice.Axis).Skip(1).All(static size => size == 1) ? start + (value.Shape.Elements / slice.Length * slice.Start)
            : null;
    }

    public DeclarationException Error(string id, string? argument, params string[] arguments) =>
        new(new CompilerError(id, Place, argument, arguments.ToEquatableArray()));
}
