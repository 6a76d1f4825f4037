using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>One use of an operation: what it is applied to, where it is smooth, whether it has a gradient.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Inputs">Shapes of its inputs.</param>
/// <param name="Values">Draws one element of an input from the number of the input.</param>
internal sealed record OpCase(Op Op, Shape[] Inputs, Func<Random, int, double> Values)
{
    public const int Batch = 3;

    /// <summary>Why central differences do not apply; null where they do.</summary>
    public string? NoGradient { get; init; }

    /// <summary>Inputs that have no gradient, such as a condition.</summary>
    public IReadOnlyList<int> Fixed { get; init; } = [];

    /// <summary>The parameter that stands for an input.</summary>
    public Parameter Parameter(int input, Shape shape) => new(
        $"x{input}", shape, ParameterStart.Normal(1), Fixed.Contains(input) ? Generators.Graph.Ops.ParameterKind.Frozen : Generators.Graph.Ops.ParameterKind.Trainable);

    /// <summary>The loss Σ r · op(x…), where the x are parameters and r is random, so that each element counts for itself.</summary>
    public ComputationGraph Loss()
    {
        var graph = new GraphBuilder();
        var inputs = Inputs.Select((shape, index) => graph.Add(Parameter(index, shape)));
        var result = graph.Add(Op, [.. inputs]);
        var weighted = graph.Add(new Multiply(), result, graph.Add(new Input(result.Shape)));
        var sum = graph.Sum(weighted, [.. Enumerable.Range(0, result.Shape.Rank)]);
        return graph.Build([new GraphOutput(OutputKind.Loss, "", graph.Reshape(sum, Shape.Of(1, 1)).Id)]);
    }

    public override string ToString() => $"{Op} {string.Join(" ", Inputs.Select(static shape => $"{shape}"))}";
}
