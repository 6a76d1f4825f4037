using Gmnm.Generators.Declaration.Operations;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Operations;

/// <summary>One result for each element of the operands, stretched to each other.</summary>
internal static class ElementwiseLowering
{
    public static Node Unary(LoweringContext context, UnaryKind kind, Node x) => context.Graph.Add(
        kind switch
        {
            UnaryKind.Negate => new Negate(),
            UnaryKind.Exp => new Exp(),
            UnaryKind.Log => new Log(),
            UnaryKind.Sqrt => new Sqrt(),
            UnaryKind.Square => new Square(),
            UnaryKind.Abs => new Abs(),
            UnaryKind.Sin => new Sin(),
            UnaryKind.Cos => new Cos(),
            UnaryKind.Erf => new Erf(),
            UnaryKind.StopGradient => (Op)new StopGradient(),
            _ => throw new InvalidGraphException($"No lowering for {kind}."),
        },
        x);

    public static Node Binary(LoweringContext context, BinaryKind kind, IReadOnlyList<Node> operands)
    {
        var (graph, aligned) = (context.Graph, Stretching.Align(context, operands));
        var (left, right) = (aligned[0], aligned[1]);
        return kind switch
        {
            BinaryKind.Add => graph.Add(new Add(), left, right),
            BinaryKind.Subtract => graph.Add(new Subtract(), left, right),
            BinaryKind.Multiply => graph.Add(new Multiply(), left, right),
            BinaryKind.Divide => graph.Add(new Divide(), left, right),
            BinaryKind.Minimum => graph.Add(new ElementMinimum(), left, right),
            BinaryKind.Maximum => graph.Add(new ElementMaximum(), left, right),
            BinaryKind.Greater => graph.Add(new GreaterThan(), left, right),
            BinaryKind.Less => graph.Add(new GreaterThan(), right, left),
            BinaryKind.GreaterOrEqual => OrEqual(graph, left, right),
            BinaryKind.LessOrEqual => OrEqual(graph, right, left),
            _ => throw new InvalidGraphException($"No lowering for {kind}."),
        };
    }

    /// <summary>The second operand where the first is not zero, else the third.</summary>
    public static Node Where(LoweringContext context, IReadOnlyList<Node> operands) =>
        context.Graph.Add(new Where(), Stretching.Align(context, operands));

    /// <summary>left > right, or both are equal: 0 where either is NaN, as in C#.</summary>
    private static Node OrEqual(GraphBuilder graph, Node left, Node right) =>
        graph.Add(new Add(), graph.Add(new GreaterThan(), left, right), graph.Add(new EqualTo(), left, right));
}
