using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Tests.RandomNetworks;

/// <summary>Tables of rows and places, attention, and loops over time with three kinds of cells.</summary>
internal static class RandomSequences
{
    public static IReadOnlyList<Func<RandomGraph, Node?>> All { get; } = [Looked, Placed, Attending, Looped, Looped];

    /// <summary>Rows of a table by how many of two thresholds a value is above.</summary>
    private static Node Looked(RandomGraph g)
    {
        var x = g.AnyBatched();
        Node Above(double threshold) => g.Graph.Add(new GreaterThan(), x, g.Graph.Constant(threshold));
        var table = g.Any(static y => y.Shape is { Rank: 2, IsBatched: false } && y.Shape.Sizes[0] > 2)
            ?? g.Parameter(Shape.Of(3, g.Random.Next(1, 6)));
        return g.Graph.Add(new EmbeddingLookup(), g.Graph.Add(new Add(), Above(-0.2), Above(0.3)), table);
    }

    private static Node? Placed(RandomGraph g) => g.Any(static x => x.Shape.WithoutBatch().Rank > 1) is { } x
        ? g.Graph.Add(new Add(), x, g.Graph.Add(
            new SinusoidTable(x.Shape.Sizes[x.Shape.Rank - 2], x.Shape.Last, g.OneOf(Enum.GetValues<SinusoidForm>()))))
        : null;

    /// <summary>Some values of a sequence attend to another, or to themselves, and mix a third.</summary>
    private static Node? Attending(RandomGraph g)
    {
        if (g.Any(static y => y.Shape is { Rank: 3, IsBatched: true }) is not { } x)
        {
            return null;
        }

        var heads = g.Divisor(x.Shape.Last);
        var (causal, masked, biased) = (g.Flip(), g.Flip(), g.Flip());
        var queries = causal ? x : g.Any(y => y.Shape is { Rank: 3, IsBatched: true } && y.Shape.Last == x.Shape.Last)!;
        List<Node> inputs = [queries, g.Graph.Add(new Tanh(), x), g.Product(x, heads * g.Random.Next(1, 4))];
        if (masked)
        {
            var means = g.Graph.Scale(g.Graph.Reshape(g.Graph.Sum(x, 2), Shape.OfBatch(x.Shape.Sizes[1])), 1.0 / x.Shape.Last);
            inputs.Add(g.Graph.Add(new GreaterThan(), means, g.Graph.Constant(-0.3)));
        }

        if (biased)
        {
            inputs.Add(g.Product(x, heads));
        }

        return g.Graph.Add(new Attention(heads, 1 / Math.Sqrt(x.Shape.Last), causal, masked, biased), [.. inputs]);
    }

    private static Node? Looped(RandomGraph g)
    {
        var x = g.Any(static y => y.Shape is { Rank: 3, IsBatched: true });
        if (x is null || g.Flip())
        {
            var value = g.AnyBatched();
            var steps = g.Divisor(value.Shape.Elements);
            x = g.Graph.Reshape(value, Shape.OfBatch(steps, value.Shape.Elements / steps));
        }

        if (x.Shape.Sizes[1] > 20)
        {
            return null;
        }

        var units = g.Random.Next(1, 6);
        return g.Random.Next(3) switch { 0 => Plain(g, x, units), 1 => Gated(g, x, units), _ => Gaussian(g, x, units) };
    }

    private static ScanBuilder Builder(RandomGraph g, Node x) => new(g.Graph, x.Shape.Sizes[1], reverse: g.Flip());

    private static Node State(RandomGraph g, ScanBuilder scan, int units) => scan.State(
        g.Any(y => y.Shape == Shape.OfBatch(units))
        ?? g.Graph.Broadcast(g.Flip() ? g.Graph.Constant(0) : g.Parameter(Shape.Of(units)), Shape.OfBatch(units)));

    /// <summary>h' = tanh(W x + U h) · v, with W x computed before the loop.</summary>
    private static Node Plain(RandomGraph g, Node x, int units)
    {
        var scan = Builder(g, x);
        var (step, hidden) = (scan.Step, State(g, scan, units));
        var recalled = step.Add(new MatMul(MatMulForm.TransposedRight), hidden, scan.Capture(g.Parameter(Shape.Of(units, units))));
        var sum = step.Add(new Add(), scan.Sequence(g.Product(x, units)), recalled);
        var next = step.Add(new Multiply(), step.Add(new Tanh(), sum), scan.Capture(g.Parameter(Shape.Of(units))));
        scan.Next(next);
        return Result(g, scan.Build(), [next, sum], states: 1);
    }

    /// <summary>c' = σ(a) c + σ(b) tanh(d), h' = tanh(c'), where a, b and d are ranges of W x + U h.</summary>
    private static Node Gated(RandomGraph g, Node x, int units)
    {
        var scan = Builder(g, x);
        var (step, hidden, cell) = (scan.Step, State(g, scan, units), State(g, scan, units));
        var (shown, weight) = (g.Product(x, 3 * units), g.Parameter(Shape.Of(3 * units, units)));
        Node Part(int part)
        {
            var recalled = step.Add(new MatMul(MatMulForm.TransposedRight), hidden, scan.Capture(weight, part * units, units));
            return step.Add(new Add(), scan.Sequence(shown, part * units, units), recalled);
        }

        var kept = step.Add(new Multiply(), step.Add(new Sigmoid(), Part(0)), cell);
        var added = step.Add(new Multiply(), step.Add(new Sigmoid(), Part(1)), step.Add(new Tanh(), Part(2)));
        var nextCell = step.Add(new Add(), kept, added);
        var nextHidden = step.Add(new Tanh(), nextCell);
        scan.Next(nextHidden);
        scan.Next(nextCell);
        return Result(g, scan.Build(), [nextHidden, nextCell], states: 2);
    }

    /// <summary>h' = h / 2 + V e, where e are Gaussians of [x, h].</summary>
    private static Node Gaussian(RandomGraph g, Node x, int units)
    {
        var scan = Builder(g, x);
        var (step, hidden) = (scan.Step, State(g, scan, units));
        var (components, features) = (g.Random.Next(1, 5), x.Shape.Last + units);
        var aggregation = g.OneOf(RandomOps.Aggregations);
        var rows = components * (aggregation == Declaration.Aggregation.Quadratic ? 2 : g.Random.Next(1, 3));
        var weight = g.Graph.Scale(g.Parameter(Shape.Of(rows, features)), 1 / Math.Sqrt(features));
        var joined = step.Add(new Concat(1, 2), scan.Sequence(x), hidden);
        var gaussians = step.Add(
            new GaussianProjections(aggregation, components, rows / components), joined, scan.Capture(weight), scan.Capture(g.Parameter(Shape.Of(rows))));
        var mixture = step.Add(new MatMul(MatMulForm.TransposedRight), gaussians, scan.Capture(g.Parameter(Shape.Of(units, components))));
        var next = step.Add(new Add(), step.Scale(hidden, 0.5), mixture);
        scan.Next(next);
        return Result(g, scan.Build(), [next, gaussians], states: 1);
    }

    /// <summary>One or two values of each step, a state after the last step, or a sum of both.</summary>
    private static Node Result(RandomGraph g, ScanLoop loop, Node[] values, int states)
    {
        var final = g.Random.Next(states);
        switch (g.Random.Next(4))
        {
            case 0:
                return loop.Final(final);
            case 1:
                return loop.Stacked(values[0]);
            case 2:
                return loop.Stacked(values);
            default:
                var last = loop.Final(final);
                return g.Graph.Add(new Add(), loop.Stacked(values[0]), g.Graph.Reshape(last, Shape.OfBatch(1, last.Shape.Last)));
        }
    }
}
