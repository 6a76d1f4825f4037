using Gmnm.Generators.Differentiation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;
using Gmnm.Generators.Tests.Oracle;
using Gmnm.Generators.Tests.Programs;

namespace Gmnm.Generators.Tests.RandomNetworks;

/// <summary>
/// Draws a graph from a seed: values of any rank, read once or often, batched or not, under every operation that
/// <see cref="RandomOps"/> lists. Values stay near 1, so that single precision can follow.
/// </summary>
internal sealed class RandomGraph
{
    /// <summary>Elements for each sample that a value may have.</summary>
    private const int LargestValue = 260;

    /// <summary>Results near a kink may rightly fall on either side of it in single precision.</summary>
    private const double KinkMargin = 2e-5;

    private static readonly int[] s_sizes = [1, 1, 2, 2, 3, 3, 4, 5, 7, 8, 9, 16, 17];

    private readonly List<Node> _pool = [];
    private readonly int _seed;
    private int _parameters;

    private RandomGraph(int seed) => (_seed, Random) = (seed, new Random(seed));

    public Random Random { get; }

    public GraphBuilder Graph { get; } = new();

    public static (TestProgram Program, Func<int, Bindings> Draw) Create(int seed)
    {
        var random = new RandomGraph(seed);
        random.Build(operations: 2 + random.Random.Next(7));
        var program = new TestProgram($"Random{seed}", DerivativeExpansion.Run(random.Graph.Build(random.Outputs())));
        return (program, batch => random.Draw(program, batch));
    }

    public bool Flip() => Random.Next(2) == 0;

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[Random.Next(choices.Count)];

    public int Size() => OneOf(s_sizes);

    /// <summary>A value that is there, later ones rather than earlier ones.</summary>
    public Node Any() => Flip() ? _pool[^(1 + Random.Next(Math.Min(3, _pool.Count)))] : OneOf(_pool);

    /// <summary>Such a value with at least one axis that satisfies a condition; null where none was found.</summary>
    public Node? Any(Func<Node, bool> condition) => _pool.Where(condition).ToArray() is { Length: > 0 } fitting ? OneOf(fitting) : null;

    public Node AnyBatched() => Any(static value => value.Shape.IsBatched)!;

    public int Divisor(int number) => OneOf([.. Enumerable.Range(1, number).Where(size => number % size == 0)]);

    public static bool Fits(Shape shape) => shape.Elements is > 0 and <= LargestValue && shape.Rank <= 6;

    public Node Parameter(Shape shape) => Graph.Add(new Parameter($"p{_parameters++}", shape, ParameterStart.Normal(1)));

    /// <summary>A value times a matrix of its own, [rows…, D] to [rows…, units].</summary>
    public Node Product(Node value, int units)
    {
        var weight = Graph.Scale(Parameter(Shape.Of(units, value.Shape.Last)), 1 / Math.Sqrt(value.Shape.Last));
        return Graph.Add(new MatMul(MatMulForm.TransposedRight), value, weight);
    }

    /// <summary>Something that broadcasts with a value, often along other axes than the first.</summary>
    public Node Partner(Node value)
    {
        if (Flip() && Any(other => Broadcasting.Combine(other.Shape, value.Shape) is { } shape && Fits(shape)) is { } known)
        {
            return known;
        }

        var sample = value.Shape.WithoutBatch().Sizes.Select(size => Random.Next(3) == 0 ? 1 : size).ToArray();
        return Parameter(Shape.Of(sample[Random.Next(sample.Length + 1)..]));
    }

    /// <summary>The mean of all elements, as one number.</summary>
    private Node Mean(Node value)
    {
        var sum = Graph.Sum(value, [.. Enumerable.Range(0, value.Shape.Rank)]);
        var mean = Graph.Scale(Graph.Reshape(sum, Shape.Of(1, 1)), 1.0 / value.Shape.Elements);
        return value.Shape.IsBatched ? Graph.Add(new Multiply(), mean, Graph.Add(new BatchReciprocal())) : mean;
    }

    private void Build(int operations)
    {
        int[] sizes;
        do
        {
            sizes = [.. Enumerable.Range(0, 1 + Random.Next(4)).Select(_ => Size())];
        }
        while (!Fits(Shape.OfBatch(sizes)));
        _pool.Add(Graph.Add(new Input(Shape.OfBatch(sizes))));
        _pool.Add(Parameter(Shape.Of(sizes)));
        if (Flip())
        {
            _pool.Add(Graph.Add(new Target(Shape.OfBatch(Size()))));
        }

        while (operations > 0)
        {
            if (OneOf(RandomOps.All)(this) is { } made && Fits(made.Shape))
            {
                _pool.Add(made);
                operations--;
            }
        }
    }

    /// <summary>A loss in which several values take part, and any value as prediction.</summary>
    private GraphOutput[] Outputs()
    {
        var ends = Enumerable.Range(0, 1 + Random.Next(3)).Select(_ => Any()).Append(_pool[^1]);
        var loss = ends.Select(end => Mean(Flip() ? end : Graph.Add(new Square(), end))).Aggregate((sum, next) => Graph.Add(new Add(), sum, next));
        return [new(OutputKind.Loss, "", loss.Id), new(OutputKind.Prediction, "", Any().Id)];
    }

    private Bindings Draw(TestProgram program, int batch) => Enumerable.Range(0, 200)
        .Select(attempt => Draw(program, batch, new Random(_seed + (1000 * attempt))))
        .First(bindings => Kinks.Distance(program.Forward, bindings) > KinkMargin);

    private static Bindings Draw(TestProgram program, int batch, Random random)
    {
        double[] Values(int length) => [.. Enumerable.Range(0, length).Select(_ => (double)(float)((random.NextDouble() * 2) - 1))];
        int Length<TOp>() => program.Forward.Nodes.FirstOrDefault(static node => node.Op is TOp)?.Shape.Elements ?? 0;
        return new Bindings(
            batch,
            Values(batch * Length<Input>()),
            Values(batch * Length<Target>()),
            program.Layout.Slots.ToDictionary(static slot => slot.Parameter.ParameterName, slot => Values(slot.Parameter.Shape.Elements)),
            DropoutKey: (ulong)random.Next());
    }
}
