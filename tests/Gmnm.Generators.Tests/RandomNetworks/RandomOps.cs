using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Tests.RandomNetworks;

/// <summary>
/// The operations of random graphs. A maker takes values of the graph and returns a new one, kept near 1; null where no
/// value fits.
/// </summary>
internal static class RandomOps
{
    private static readonly Op[] s_smooth = [new Sin(), new Cos(), new Tanh(), new Sigmoid(), new Erf(), new Softplus(), new Negate()];

    private static readonly Op[] s_bent =
        [new Relu(), new LeakyRelu(0.1), new Abs(), new Step(), new Sign(), new Clamp(-0.4, 0.7), new InRange(-0.6, 0.3), new StopGradient()];

    private static readonly MatMulForm[] s_forms = [MatMulForm.Plain, MatMulForm.TransposedLeft, MatMulForm.TransposedRight];

    /// <summary>Of Gaussians with projections; the others have an operation of their own.</summary>
    public static IReadOnlyList<Declaration.Aggregation> Aggregations { get; } =
        [Declaration.Aggregation.Norm, Declaration.Aggregation.Sum, Declaration.Aggregation.Quadratic];

    public static IReadOnlyList<Func<RandomGraph, Node?>> All { get; } =
    [
        static g => g.Graph.Add(g.OneOf(s_smooth), g.Any()),
        static g => g.Graph.Add(g.OneOf(s_bent), g.Any()),
        static g => Binary(g, new Add()),
        static g => Binary(g, new Subtract()),
        static g => Binary(g, new Multiply()),
        static g => Binary(g, g.Flip() ? new ElementMaximum() : new ElementMinimum()),
        static g => Binary(g, g.Flip() ? new GreaterThan() : new EqualTo()),
        Positive,
        Choice,
        Reduction,
        Reduction,
        Reduction,
        static g => Softmax(g, g.Any()),
        Normalized,
        static g => g.Any(static x => x.Shape.IsBatched) is { } x
            ? g.Graph.Add(new Multiply(), x, g.Graph.Add(new DropoutMask(0.3, g.Random.Next(4), x.Shape)))
            : null,
        static g => g.Any(static x => x.Shape is { Rank: > 0, Last: > 1 }) is { } x
            ? g.Graph.Add(new EqualTo(), g.Graph.Scale(x, 0), g.Graph.Add(new Iota(x.Shape.Last)))
            : null,
        Sliced,
        Padded,
        Joined,
        Split,
        Permuted,
        Reshaped,
        Product,
        Product,
        BatchProduct,
        BatchProduct,
        Gaussian,
        Gaussian,
        RandomDerivatives.Derived,
        .. RandomImages.All,
        .. RandomSequences.All,
    ];

    private static Node Bounded(RandomGraph g, Node x) => g.Graph.Add(g.Flip() ? new Tanh() : new Sin(), x);

    private static int Axis(RandomGraph g, Node x, int from) => g.Random.Next(from, x.Shape.Rank);

    private static Node? Binary(RandomGraph g, BinaryOp op)
    {
        var x = g.Any();
        var other = g.Partner(x);
        (x, other) = g.Flip() ? (x, other) : (other, x);
        return op is Add or Subtract or Multiply ? g.Graph.Add(op, x, Bounded(g, other)) : g.Graph.Add(op, x, other);
    }

    private static Node Positive(RandomGraph g)
    {
        var x = g.Any();
        var positive = AboveZero(g.Graph, x);
        return g.Random.Next(6) switch
        {
            0 => g.Graph.Add(new Log(), positive),
            1 => g.Graph.Add(new Sqrt(), positive),
            2 => g.Graph.Add(new Rsqrt(), positive),
            3 => Normal(g.Graph, Bounded(g, x)),
            4 => g.Graph.Add(new RootPower(1), AboveZero(g.Graph, Bounded(g, x))),
            _ => g.Graph.Add(new Divide(), Bounded(g, g.Partner(x)), positive),
        };
    }

    private static Node AboveZero(GraphBuilder graph, Node x) =>
        graph.Add(new Add(), graph.Add(new Square(), x), graph.Constant(0.5));

    private static Node Normal(GraphBuilder graph, Node x) =>
        graph.Add(new NormalDistribution(), x, graph.Add(new NormalDensity(), x));

    private static Node? Choice(RandomGraph g)
    {
        var x = g.Any();
        var (other, threshold) = (g.Partner(x), g.Partner(x));
        return Broadcasting.Combine([x.Shape, other.Shape, threshold.Shape]) is not null
            ? g.Graph.Add(new Where(), g.Graph.Add(new GreaterThan(), x, threshold), x, other)
            : null;
    }

    private static Node? Reduction(RandomGraph g)
    {
        if (g.Any(static x => x.Shape.Rank > 0) is not { } x)
        {
            return null;
        }

        var axis = Axis(g, x, 0);
        if (g.Random.Next(3) == 0)
        {
            return g.Graph.Add(new Maximum(axis), x);
        }

        var sum = g.Graph.Add(new Sum(axis), x);
        return x.Shape.Sizes[axis] == Shape.Batch
            ? g.Graph.Add(new Multiply(), sum, g.Graph.Add(new BatchReciprocal()))
            : g.Graph.Scale(sum, 1.0 / x.Shape.Sizes[axis]);
    }

    private static Node? Softmax(RandomGraph g, Node x)
    {
        if (x.Shape.WithoutBatch().Rank == 0)
        {
            return null;
        }

        var axis = Axis(g, x, x.Shape.IsBatched ? 1 : 0);
        var shift = g.Graph.Add(new StopGradient(), g.Graph.Add(new Maximum(axis), x));
        var exponentials = g.Graph.Add(new Exp(), g.Graph.Add(new Subtract(), x, shift));
        return g.Graph.Add(new Divide(), exponentials, g.Graph.Sum(exponentials, axis));
    }

    private static Node? Normalized(RandomGraph g)
    {
        if (g.Any(static x => x.Shape.Rank > 1) is not { } x)
        {
            return null;
        }

        int[] axes = [.. Enumerable.Range(x.Shape.IsBatched ? 1 : 0, x.Shape.WithoutBatch().Rank).Where(_ => g.Flip())];
        var count = axes.Aggregate(1, (product, axis) => product * x.Shape.Sizes[axis]);
        var centered = g.Graph.Add(new Subtract(), x, g.Graph.Scale(g.Graph.Sum(x, axes), 1.0 / count));
        var variance = g.Graph.Scale(g.Graph.Sum(g.Graph.Add(new Square(), centered), axes), 1.0 / count);
        return g.Graph.Add(new Multiply(), centered, g.Graph.Add(new Rsqrt(), g.Graph.Add(new Add(), variance, g.Graph.Constant(0.3))));
    }

    private static (Node X, int Axis)? Along(RandomGraph g, int size) =>
        g.Any(x => x.Shape.WithoutBatch().Sizes.Any(s => s >= size)) is { } x
            ? (x, g.OneOf([.. Enumerable.Range(0, x.Shape.Rank).Where(axis => x.Shape.Sizes[axis] >= size)]))
            : null;

    private static Node? Sliced(RandomGraph g)
    {
        if (Along(g, 2) is not var (x, axis))
        {
            return null;
        }

        var start = g.Random.Next(x.Shape.Sizes[axis]);
        return g.Graph.Add(new Slice(axis, start, g.Random.Next(1, x.Shape.Sizes[axis] - start + 1)), x);
    }

    private static Node? Padded(RandomGraph g) => Along(g, 1) is var (x, axis)
        ? g.Graph.Add(new Pad(axis, g.Random.Next(3), g.Random.Next(3)), x)
        : null;

    private static Node? Joined(RandomGraph g)
    {
        if (Along(g, 1) is not var (x, axis))
        {
            return null;
        }

        var other = g.Any(y => y.Shape.Rank == x.Shape.Rank && y.Shape.IsBatched == x.Shape.IsBatched && y.Shape.With(axis, 1) == x.Shape.With(axis, 1)) ?? x;
        Node[] parts = g.Flip() ? [x, other] : [other, x, x];
        return g.Graph.Add(new Concat(axis, parts.Length), parts);
    }

    /// <summary>Two parts of one value, both used: the gradient is put together again.</summary>
    private static Node? Split(RandomGraph g)
    {
        if (Along(g, 2) is not var (x, axis))
        {
            return null;
        }

        var half = x.Shape.Sizes[axis] / 2;
        return g.Graph.Add(new Multiply(), g.Graph.Add(new Slice(axis, 0, half), x), Bounded(g, g.Graph.Add(new Slice(axis, half, half), x)));
    }

    private static Node? Permuted(RandomGraph g)
    {
        if (g.Any(static x => x.Shape.WithoutBatch().Rank > 1) is not { } x)
        {
            return null;
        }

        var from = x.Shape.IsBatched ? 1 : 0;
        var axes = Enumerable.Range(from, x.Shape.Rank - from).ToArray();
        g.Random.Shuffle(axes);
        return g.Graph.Add(new Permute(Enumerable.Range(0, from).Concat(axes).ToEquatableArray()), x);
    }

    private static Node Reshaped(RandomGraph g)
    {
        var x = g.Any();
        var (rest, sizes) = (x.Shape.Elements, new List<int>());
        while (sizes.Count < 4 && g.Random.Next(4) > 0)
        {
            var size = g.Divisor(rest);
            sizes.Add(size);
            rest /= size;
        }

        int[] sample = [.. sizes, rest];
        return g.Graph.Reshape(x, x.Shape.IsBatched ? Shape.OfBatch(sample) : Shape.Of(sample));
    }

    private static Node? Product(RandomGraph g)
    {
        if (g.Any(static x => x.Shape.Rank > 1) is not { } x)
        {
            return null;
        }

        var (form, units) = (g.OneOf(s_forms), g.Size());
        var last = x.Shape.Last;
        if (form == MatMulForm.TransposedLeft)
        {
            var other = g.Any(y => y.Shape.Rank == x.Shape.Rank && y.Shape.WithLast(1) == x.Shape.WithLast(1)) ?? x;
            var product = g.Graph.Scale(g.Graph.Add(new MatMul(form), x, Bounded(g, other)), 1.0 / (x.Shape.Elements / last));
            return x.Shape.IsBatched ? g.Graph.Add(new Multiply(), product, g.Graph.Add(new BatchReciprocal())) : product;
        }

        var weight = g.Any(y => y.Shape is { Rank: 2, IsBatched: false } && y.Shape.Sizes[form == MatMulForm.Plain ? 0 : 1] == last)
            ?? g.Parameter(form == MatMulForm.Plain ? Shape.Of(last, units) : Shape.Of(units, last));
        return g.Graph.Scale(g.Graph.Add(new MatMul(form), x, weight), 1.0 / last);
    }

    private static Node? BatchProduct(RandomGraph g)
    {
        if (g.Any(static x => x.Shape.Rank >= (x.Shape.IsBatched ? 3 : 2)) is not { } x)
        {
            return null;
        }

        var form = g.OneOf(s_forms);
        var rank = x.Shape.Rank;
        var depth = new BatchMatMul(form).Depth(x.Shape);
        var other = form switch
        {
            MatMulForm.Plain => g.Graph.Add(Permute.Transpose(rank), x),
            _ when g.Flip() => x,
            MatMulForm.TransposedRight => Weight(x.Shape.With(rank - 2, g.Size())),
            _ => Weight(x.Shape.WithLast(g.Size())),
        };
        return g.Graph.Scale(g.Graph.Add(new BatchMatMul(form), x, Bounded(g, other)), 1.0 / depth);

        Node Weight(Shape shape) => g.Graph.Broadcast(g.Parameter(new Shape(shape.Sizes.Skip(rank - 2).ToEquatableArray())), shape);
    }

    private static Node? Gaussian(RandomGraph g)
    {
        if (g.Any(static x => x.Shape is { Rank: > 1, Last: <= 9 }) is not { } x)
        {
            return null;
        }

        var (components, projections, features) = (g.Random.Next(1, 6), g.Random.Next(1, 3), x.Shape.Last);
        if (g.Flip())
        {
            var shared = g.Flip();
            return g.Graph.Add(
                new AxisAlignedGaussians(), x, g.Parameter(Shape.Of(components, features)),
                g.Parameter(shared ? Shape.Of(components) : Shape.Of(components, features)));
        }

        var aggregation = g.OneOf(Aggregations);
        var rows = components * (aggregation == Declaration.Aggregation.Quadratic ? 2 * projections : projections);
        var weight = g.Graph.Scale(g.Parameter(Shape.Of(rows, features)), 1 / Math.Sqrt(features));
        return g.Graph.Add(new GaussianProjections(aggregation, components, rows / components), x, weight, g.Parameter(Shape.Of(rows)));
    }
}
