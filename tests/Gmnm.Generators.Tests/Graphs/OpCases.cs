using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>At least one case for each operation.</summary>
internal static class OpCases
{
    private static readonly Shape Rows = Shape.OfBatch(5);
    private static readonly Shape Cube = Shape.OfBatch(2, 5);

    public static IReadOnlyList<OpCase> All { get; } =
    [
        .. Unary(Anywhere, new Copy(0), new Erf(), new Exp(), new Negate(), new NormalDensity(), new Sin(), new Cos(), new Sigmoid(), new Softplus(), new Square(), new Tanh()),
        .. Unary(Positive, new Log(), new RootPower(1), new RootPower(3), new Rsqrt(), new Sqrt()),
        .. Unary(AwayFromKinks, new Abs(), new Clamp(-0.6, 0.6), new LeakyRelu(0.1), new Relu()),
        .. Unary(AwayFromKinks, new InRange(-0.6, 0.6), new LeakyStep(0.1), new Sign(), new Step()),
        .. Binary(Anywhere, new Add(), new Multiply(), new Subtract(), new EqualTo()),
        .. Binary(Anywhere, new GreaterThan(), new ElementMinimum(), new ElementMaximum(), new NormalDistribution()),
        .. Choices(),
        .. Binary(Positive, new Divide()),
        new(new Broadcast(Cube), [Shape.Of(5)], Anywhere),
        new(new Broadcast(Cube), [Shape.OfBatch(1, 5)], Anywhere),
        new(new Broadcast(Cube), [Shape.Scalar], Anywhere),
        new(new Pad(2, 2, 1), [Cube], Anywhere),
        new(new Pad(1, 0, 3), [Cube], Anywhere),
        new(new Pad(0, 1, 0), [Shape.Of(3, 4)], Anywhere),
        new(new Reshape(Shape.OfBatch(5, 2)), [Cube], Anywhere),
        new(new Slice(2, 1, 3), [Cube], Anywhere),
        new(new Slice(1, 1, 1), [Cube], Anywhere),
        new(new Slice(0, 1, 2), [Shape.Of(3, 4)], Anywhere),
        new(new Concat(1, 3), [Cube, Shape.OfBatch(1, 5), Cube], Anywhere),
        new(new Concat(2, 2), [Cube, Shape.OfBatch(2, 1)], Anywhere),
        new(new Concat(0, 2), [Shape.Of(3, 4), Shape.Of(2, 4)], Anywhere),
        new(Permute.Of(0, 2, 1), [Cube], Anywhere),
        new(Permute.Of(0, 3, 1, 2), [Shape.OfBatch(2, 3, 4)], Anywhere),
        new(Permute.Of(1, 0), [Shape.Of(3, 4)], Anywhere),
        .. Enumerable.Range(0, 3).Select(static axis => new OpCase(new Sum(axis), [Cube], Anywhere)),
        .. Enumerable.Range(0, 3).Select(static axis => new OpCase(new Maximum(axis), [Cube], Anywhere)),
        new(new Dense(0), [Cube], Anywhere),
        .. Products(),
        .. ScanCases.All(Small),
        .. Gaussians(),
        .. AttentionCases.All,
        .. Lookups(),
        .. WindowOpCases.All,
        .. WithoutGradient(),
    ];

    private static IEnumerable<OpCase> Unary(Func<Random, int, double> values, params Op[] ops) =>
        ops.Select(op => new OpCase(op, [Cube], values));

    private static IEnumerable<OpCase> Binary(Func<Random, int, double> values, params Op[] ops)
    {
        (Shape, Shape)[] shapes =
        [
            (Rows, Rows), (Cube, Shape.Of(5)), (Shape.Of(5), Cube), (Cube, Shape.OfBatch(1, 5)), (Shape.OfBatch(2, 1), Cube),
            (Cube, Shape.Scalar), (Shape.OfBatch(2, 1), Shape.Of(5)),
        ];
        return ops.SelectMany(op => shapes.Select(pair => new OpCase(op, [pair.Item1, pair.Item2], values)));
    }

    private static IEnumerable<OpCase> Choices()
    {
        (Shape, Shape, Shape)[] shapes =
            [(Cube, Cube, Cube), (Shape.Of(5), Cube, Shape.Scalar), (Shape.OfBatch(2, 1), Shape.Of(5), Shape.OfBatch(1, 5)), (Rows, Shape.Of(5), Rows)];
        return shapes.Select(static shape => new OpCase(
            new Where(), [shape.Item1, shape.Item2, shape.Item3], static (random, input) => input == 0 ? random.Next(2) : Anywhere(random, input)) { Fixed = [0] });
    }

    private static OpCase[] Products() =>
    [
        new(new MatMul(MatMulForm.Plain), [Rows, Shape.Of(5, 4)], Anywhere),
        new(new MatMul(MatMulForm.Plain), [Cube, Shape.Of(5, 4)], Anywhere),
        new(new MatMul(MatMulForm.TransposedRight), [Rows, Shape.Of(4, 5)], Anywhere),
        new(new MatMul(MatMulForm.TransposedRight), [Cube, Shape.Of(4, 5)], Anywhere),
        new(new MatMul(MatMulForm.TransposedLeft), [Rows, Shape.OfBatch(4)], Anywhere),
        new(new MatMul(MatMulForm.TransposedLeft), [Cube, Shape.OfBatch(2, 4)], Anywhere),
        new(new ProductSum([new MatMul(MatMulForm.TransposedRight), new MatMul(MatMulForm.Plain)]), [Rows, Shape.Of(4, 5), Shape.OfBatch(3), Shape.Of(3, 4)], Anywhere),
        new(new ProductSum([new MatMul(MatMulForm.Plain)]), [Cube, Shape.Of(5, 4)], Anywhere),
        new(new BatchMatMul(MatMulForm.Plain), [Cube, Shape.OfBatch(5, 4)], Anywhere),
        new(new BatchMatMul(MatMulForm.TransposedRight), [Shape.OfBatch(2, 3, 4), Shape.OfBatch(2, 5, 4)], Anywhere),
        new(new BatchMatMul(MatMulForm.TransposedLeft), [Shape.OfBatch(2, 4, 3), Shape.OfBatch(2, 4, 5)], Anywhere),
        new(new BatchMatMul(MatMulForm.Plain), [Shape.Of(3, 4), Shape.Of(4, 2)], Anywhere),
    ];

    private static IEnumerable<OpCase> Gaussians()
    {
        (Declaration.Aggregation Aggregation, int Rows)[] forms =
            [(Declaration.Aggregation.Norm, 1), (Declaration.Aggregation.Norm, 3), (Declaration.Aggregation.Sum, 3), (Declaration.Aggregation.Quadratic, 2), (Declaration.Aggregation.Quadratic, 4)];
        foreach (var input in new[] { Rows, Cube })
        {
            foreach (var (aggregation, rows) in forms)
            {
                yield return new(
                    new GaussianProjections(aggregation, 3, rows), [input, Shape.Of(3 * rows, 5), Shape.Of(3 * rows)], Small);
            }

            yield return new(new AxisAlignedGaussians(), [input, Shape.Of(3, 5), Shape.Of(3, 5)], Small);
            yield return new(new AxisAlignedGaussians(), [input, Shape.Of(3, 5), Shape.Of(3)], Small);
        }
    }

    /// <summary>The backward pass in steps: of one block of components, and of one and a part.</summary>
    private static IEnumerable<OpCase> SavedGaussians()
    {
        foreach (var forward in new GaussianProjections[] { new(Declaration.Aggregation.Norm, 3, 2), new(Declaration.Aggregation.Quadratic, 34, 2) })
        {
            var rows = forward.Components * forward.Projections;
            var (saved, exponentials) = (Shape.OfBatch(2, GaussianSavedProjections.Length(forward)), Shape.OfBatch(2, forward.Components));
            var (input, weights, centers) = (Shape.OfBatch(2, 5), Shape.Of(rows, 5), Shape.Of(forward.Components, 5));
            yield return new(new GaussianSavedProjections(forward), [input, weights, Shape.Of(rows)], Small);
            yield return new(new GaussianDerivative(forward), [saved, exponentials, exponentials], Small);
            yield return new(new GaussianOffsetGradient(forward), [saved], Small);
            yield return new(new GaussianInputGradient(forward), [saved, weights], Small);
            yield return new(new GaussianWeightGradient(forward, Centered: false), [saved, input], Small);
            yield return new(new GaussianWeightGradient(forward, Centered: true), [saved, input, Shape.Of(rows), centers], Small);
        }
    }

    private static IEnumerable<OpCase> Lookups()
    {
        static double Values(Random random, int input) => input == 0 ? random.Next(4) : Anywhere(random, input);
        yield return new(new EmbeddingLookup(), [Shape.OfBatch(2), Shape.Of(4, 5)], Values);
        yield return new(new EmbeddingLookupGradient(4), [Shape.OfBatch(2), Shape.OfBatch(2, 5)], Values);
        yield return new(new EmbeddingLookupGradient(4), [Shape.OfBatch(3, 2), Shape.OfBatch(3, 2, 1)], Values);
    }

    private static IEnumerable<OpCase> WithoutGradient()
    {
        OpCase Source(Op op) => new(op, [], Anywhere) { NoGradient = "it has no inputs" };
        const string Backward = "it is a backward pass itself, checked through the gradient of the operation that it serves";
        yield return Source(new BatchReciprocal());
        yield return Source(new BatchReciprocal(0.5, -0.25));
        yield return Source(new Captured(0, Cube));
        yield return Source(new CarriedState(0, Cube));
        yield return Source(new StepInput(0, Cube));
        yield return Source(new Constant(0.7));
        yield return Source(new DropoutMask(0.4, 1, Cube));
        yield return Source(new Input(Cube));
        yield return Source(new Iota(4));
        yield return Source(new Parameter("x", Shape.Of(3), ParameterStart.Normal(1)));
        yield return Source(new Target(Rows));
        yield return Source(new SinusoidTable(3, 4, SinusoidForm.Sine));
        yield return Source(new SinusoidTable(3, 4, SinusoidForm.Cosine));
        yield return Source(new SinusoidTable(4, 5, SinusoidForm.Interleaved));
        yield return new(new StopGradient(), [Cube], Anywhere) { NoGradient = "its gradient is zero by definition" };
        yield return new(
            new GaussianProjectionsGradient(new GaussianProjections(Declaration.Aggregation.Norm, 3, 2), 1),
            [Rows, Shape.Of(6, 5), Shape.Of(6), Shape.OfBatch(3), Shape.OfBatch(3)],
            Anywhere) { NoGradient = Backward };
        var packed = new GaussianProjections(Declaration.Aggregation.Norm, 3, 2);
        yield return new(new PackedProjections(packed), [Shape.Of(6, 5)], Anywhere) { NoGradient = "it is made after differentiation" };
        yield return new(new PackedGaussianProjections(packed), [Rows, Shape.Of(6, 5), Shape.Of(6), Shape.Of(320)], Anywhere)
            { NoGradient = "it is made after differentiation" };
        yield return new(new PackedWeights(MatMulForm.TransposedRight), [Shape.Of(6, 5)], Anywhere) { NoGradient = "it is made after differentiation" };
        yield return new(new PackedMatMul(new MatMul(MatMulForm.TransposedRight)), [Rows, Shape.Of(6, 5), Shape.Of(80)], Anywhere)
            { NoGradient = "it is made after differentiation" };
        foreach (var op in SavedGaussians())
        {
            yield return op with { NoGradient = Backward };
        }

        yield return new(
            new AxisAlignedGaussiansGradient(1), [Rows, Shape.Of(3, 5), Shape.Of(3, 5), Shape.OfBatch(3), Shape.OfBatch(3)], Anywhere)
            { NoGradient = Backward };
    }

    private static double Anywhere(Random random, int input) => (random.NextDouble() * 4) - 2;

    private static double Small(Random random, int input) => random.NextDouble() - 0.5;

    private static double Positive(Random random, int input) => 0.5 + random.NextDouble();

    /// <summary>At least 0.1 away from 0 and from ±0.6.</summary>
    private static double AwayFromKinks(Random random, int input) =>
        (random.Next(2) == 0 ? -1 : 1) * (random.Next(2) == 0 ? 0.1 + (random.NextDouble() * 0.4) : 0.7 + random.NextDouble());
}
