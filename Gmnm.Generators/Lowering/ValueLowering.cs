using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Lowering.Operations;
using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering;

/// <summary>Lowers the values of a declaration one after the other; each operand id has its node.</summary>
internal sealed class ValueLowering(NetworkDeclaration network, LoweringContext context)
{
    private readonly Dictionary<int, Node> _operands = [];

    /// <summary>The node of an operand id that was lowered or set.</summary>
    public Node this[int id]
    {
        get => _operands[id];
        set => _operands[id] = value;
    }

    /// <summary>Inputs and values of the network.</summary>
    public void AddNetwork()
    {
        Set(0, network.Inputs, new Input(SampleShape(network.Inputs)), "inputs");
        for (var place = 0; place < network.Values.Count; place++)
        {
            Add(network.Values[place], place, network.Inputs.Count + place);
        }
    }

    /// <summary>Targets and values of the loss; gives the value whose mean it is.</summary>
    public Node AddLoss(SymbolicLoss loss)
    {
        var target = network.Inputs.Count + network.Values.Count;
        if (loss.Targets.Count > 0)
        {
            Set(target, loss.Targets, new Target(SampleShape(loss.Targets)), "targets");
        }

        for (var index = 0; index < loss.Values.Count; index++)
        {
            Add(loss.Values[index], network.Values.Count + index, target + loss.Targets.Count + index);
        }

        return Stretching.Tensor(context, _operands[loss.Result]);
    }

    /// <summary>The outputs; one after the other in one tensor where there are several.</summary>
    public Node Prediction()
    {
        Node[] outputs = [.. network.Outputs.Select(output => Stretching.Tensor(context, _operands[output.Value]))];
        return outputs.Length == 1
            ? outputs[0]
            : context.Graph.Named(
                context.Graph.Add(
                    new Concat(1, outputs.Length),
                    [.. outputs.Select(output => context.Graph.Reshape(output, Shape.OfBatch(output.Shape.Elements)))]),
                "outputs");
    }

    /// <summary>Sets the outputs to the parts of a prediction, as <see cref="Prediction"/> joined them.</summary>
    public void SetPrediction(Node prediction, IReadOnlyList<Shape> shapes)
    {
        var offset = 0;
        for (var index = 0; index < network.Outputs.Count; index++)
        {
            _operands[network.Outputs[index].Value] = Part(prediction, offset, shapes[index]);
            offset += shapes[index].Elements;
        }
    }

    /// <summary>Runs a piece of lowering so that what goes wrong is reported at a place.</summary>
    public static T AtPlace<T>(LoweringContext context, int place, Func<T> work)
    {
        context.Place = place;
        try
        {
            return Phase.Run("lowering", work, place);
        }
        catch (CompilerDefectException defect) when (defect.InnerException is OverflowException)
        {
            throw SizeLimits.Overflow(place);
        }
    }

    private static Shape SampleShape(EquatableArray<InputDeclaration> tensors) => tensors.Count == 1
        ? Shape.OfBatch([.. tensors[0].Shape])
        : Shape.OfBatch(tensors.Sum(static tensor => tensor.Elements));

    private void Set(int id, EquatableArray<InputDeclaration> tensors, Op source, string all)
    {
        var node = context.Graph.Named(context.Graph.Add(source), tensors.Count == 1 ? tensors[0].Name : all);
        var offset = 0;
        for (var index = 0; index < tensors.Count; index++)
        {
            var part = Part(node, offset, Shape.OfBatch([.. tensors[index].Shape]));
            _operands[id + index] = context.Graph.Named(part, tensors[index].Name);
            offset += tensors[index].Elements;
        }
    }

    /// <summary>One tensor of several that lie one after the other; the whole where it is the only one.</summary>
    private Node Part(Node all, int offset, Shape shape) => context.Graph.Reshape(
        all.Shape.Elements == shape.Elements ? all : context.Graph.Add(new Slice(1, offset, shape.Elements), all), shape);

    private void Add(ValueDeclaration value, int place, int id) => _operands[id] = AtPlace(context, place, () =>
    {
        var first = context.Graph.Nodes.Count;
        var node = OperationLowering.Lower(context, network.Layers, value.Operation, [.. value.Operands.Select(operand => _operands[operand])]);
        SizeLimits.CheckNodes(context, node, first);
        return node.Op is Constant ? node : context.Graph.Named(node, value.Name);
    });
}
