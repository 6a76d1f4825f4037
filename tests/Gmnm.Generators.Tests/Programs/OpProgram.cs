using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;
using Gmnm.Generators.Tests.Graphs;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Programs;

/// <summary>
/// A program around one use of an operation: Σ r · op(x…), where a batched x is a part of the input plus a parameter of
/// one sample's shape, so that gradients flow through every operand.
/// </summary>
internal sealed class OpProgram
{
    private readonly OpCase _op;
    private readonly List<(int Length, int Input)> _parts = [];

    public OpProgram(OpCase op, int number)
    {
        _op = op;
        var graph = new GraphBuilder();
        var result = op.Op.InferShape(op.Inputs);
        var batched = op.Inputs.Select(static (shape, index) => (shape, index)).Where(static pair => pair.shape.IsBatched).ToList();
        _parts.AddRange(batched.Select(static pair => (pair.shape.Elements, pair.index)));
        _parts.Add((result.Elements, -1));
        var input = graph.Add(new Input(Shape.OfBatch(_parts.Sum(static part => part.Length))));
        Node[] operands = [.. op.Inputs.Select((shape, index) => Operand(graph, input, shape, index))];
        var value = graph.Add(op.Op, operands);
        var weights = result.IsBatched
            ? Part(graph, input, -1, result)
            : graph.Add(new StopGradient(), graph.Add(new Parameter("weights", result, ParameterStart.Normal(1))));
        var loss = graph.Sum(graph.Add(new Multiply(), value, weights), [.. Enumerable.Range(0, result.Rank)]);
        Program = new($"Op{number}", graph.Build(
        [
            new(OutputKind.Loss, "", graph.Reshape(loss, Shape.Of(1, 1)).Id),
            new(OutputKind.Prediction, "", value.Id),
        ]));
    }

    public TestProgram Program { get; }

    public Bindings Draw(int batch, int seed)
    {
        var random = new Random(seed);
        double Value(int input) => (float)(input < 0 ? random.NextDouble() - 0.5 : _op.Values(random, input));
        double[] Values(int length, int input) => [.. Enumerable.Range(0, length).Select(_ => Value(input))];
        var inputs = Enumerable.Range(0, batch).SelectMany(_ => _parts.SelectMany(part => Values(part.Length, part.Input)));
        return new Bindings(batch, [.. inputs], [], Program.Layout.Slots.ToDictionary(
            static slot => slot.Parameter.ParameterName,
            slot => slot.Parameter.ParameterName switch
            {
                ['x', .. var index] => Values(slot.Parameter.Shape.Elements, int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)),
                ['z', ..] => new double[slot.Parameter.Shape.Elements],
                _ => Values(slot.Parameter.Shape.Elements, -1),
            }), DropoutKey: 7);
    }

    /// <summary>A parameter x, or a part of the input plus a parameter z that is zero.</summary>
    private Node Operand(GraphBuilder graph, Node input, Shape shape, int index)
    {
        if (!shape.IsBatched)
        {
            var parameter = graph.Add(_op.Parameter(index, shape));
            return _op.NoGradient is null ? parameter : graph.Add(new StopGradient(), parameter);
        }

        var part = Part(graph, input, index, shape);
        return _op.NoGradient is null && shape.Rank > 1 && !_op.Fixed.Contains(index)
            ? graph.Add(new Add(), part, graph.Add(new Parameter($"z{index}", shape.WithoutBatch(), ParameterStart.Normal(1))))
            : part;
    }

    private Node Part(GraphBuilder graph, Node input, int index, Shape shape)
    {
        var start = _parts.TakeWhile(part => part.Input != index).Sum(static part => part.Length);
        return graph.Reshape(graph.Add(new Slice(1, start, shape.Elements), input), shape);
    }
}
