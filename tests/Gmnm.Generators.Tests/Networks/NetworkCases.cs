using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>The networks on which generated code is compared with the oracle: every kind at the sizes where loops end.</summary>
internal static class NetworkCases
{
    /// <summary>One, two, odd, one less and more than a vector of 16 or 32 floats, and large.</summary>
    private static readonly int[] s_sizes = [1, 2, 5, 15, 16, 17, 31, 33, 130];

    /// <summary>For what has no loop of its own.</summary>
    private static readonly int[] s_fewSizes = [1, 2, 17, 33];

    private static readonly LossDeclaration s_squared = Losses.Of(Declaration.LossKind.MeanSquaredError);

    public static IReadOnlyList<NetworkDeclaration> All { get; } =
    [
        .. Linear(), .. Gmnm(), .. Activations(), .. Norms(), .. Rows(), .. Recurrent(), .. GmnmLstm(), .. Sequences(), .. WithLosses(), .. Mixed(), .. WindowCases.All,
    ];

    /// <summary>Their generated code, compiled once for all tests.</summary>
    public static Lazy<GeneratedAssembly> Assembly { get; } = new(static () => new GeneratedAssembly(All));

    private static IEnumerable<NetworkDeclaration> Linear()
    {
        (int Input, int Units)[] shapes = [(1, 1), (1, 17), (2, 33), (16, 16), (15, 31), (33, 2), (17, 15), (130, 67), (300, 1)];
        foreach (var (input, units) in shapes)
        {
            yield return Declare($"Linear{input}To{units}To{input}", [input], Layer.Linear(units, bias: false), Layer.Linear(input));
        }

        yield return Declare("LinearAlone", [33], Layer.Linear(17));
        yield return Declare("LinearWithoutBias", [5], Layer.Linear(3, bias: false));
    }

    private static IEnumerable<NetworkDeclaration> Gmnm()
    {
        (int Input, int Components, int Projections, int Units)[] shapes =
            [(1, 1, 1, 1), (2, 3, 2, 1), (5, 16, 1, 17), (17, 15, 3, 2), (16, 33, 2, 5), (33, 17, 1, 31), (64, 130, 4, 16)];
        foreach (var aggregation in Layer.Aggregations)
        {
            foreach (var (input, components, projections, units) in shapes)
            {
                yield return Declare(
                    $"Gmnm{aggregation}{input}By{components}By{projections}To{units}",
                    [input],
                    Layer.Gmnm(units, components, projections, aggregation));
            }

            yield return Declare(
                $"Gmnm{aggregation}Twice",
                [6],
                Layer.Gmnm(17, 12, 2, aggregation, bias: false),
                Layer.Gmnm(3, 9, 1, aggregation));
            yield return Declare($"Gmnm{aggregation}OnRows", [3, 7], Layer.Gmnm(5, 16, 2, aggregation), Layer.Linear(2));
        }

        // Large enough that training saves the projections and a prediction takes packed weights.
        foreach (var aggregation in (Declaration.Aggregation[])[Declaration.Aggregation.Norm, Declaration.Aggregation.Sum])
        {
            yield return Declare(
                $"GmnmLarge{aggregation}", [300], Layer.Gmnm(200, 56, 2, aggregation, bias: false), Layer.Gmnm(3, 35, 1, aggregation));
            yield return Declare($"GmnmLarge{aggregation}OnRows", [3, 100], Layer.Gmnm(5, 32, 2, aggregation), Layer.Linear(2));
        }
    }

    /// <summary>Activations and layers over rows: between products, in front, behind, and alone.</summary>
    private static IEnumerable<NetworkDeclaration> Activations()
    {
        LayerDeclaration[] layers =
        [
            .. Enum.GetValues<Activation>().Select(static activation => Layer.Activation(activation, negativeSlope: 0.2)),
            Layer.Dropout(0.4), Layer.Softmax(), Layer.LayerNorm(), Layer.LayerNorm(epsilon: 0.1, affine: false),
        ];
        foreach (var layer in layers)
        {
            var kind = NetworkSource.Kind(layer) + (layer is LayerNormLayer { Affine: false } ? "WithoutWeights" : "");
            foreach (var size in layer is SoftmaxLayer or LayerNormLayer ? s_sizes : s_fewSizes)
            {
                yield return Declare($"{kind}Of{size}", [3], Layer.Linear(size), layer, Layer.Linear(2));
            }

            yield return Declare($"{kind}First", [17], layer, Layer.Linear(3));
            yield return Declare($"{kind}Twice", [5], Layer.Linear(9), layer, layer);
        }

        yield return Declare("SoftmaxAlone", [5], Layer.Softmax());
        yield return Declare("LayerNormAlone", [5], Layer.LayerNorm());
        yield return Declare("DropoutAlone", [5], Layer.Dropout(0.4));
    }

    /// <summary>Normalisations of features, lines and images, in front, behind a product and twice.</summary>
    private static IEnumerable<NetworkDeclaration> Norms()
    {
        int[][] shapes = [[3, 17], [17, 5], [2, 3, 6], [5, 1, 33], [16, 2, 2], [33, 4, 1]];
        LayerDeclaration[] layers =
            [Layer.BatchNorm(), Layer.BatchNorm(affine: false), Layer.GroupNorm(1), Layer.InstanceNorm(affine: true), Layer.RmsNorm()];
        foreach (var (layer, index) in layers.Select(static (layer, index) => (layer, index)))
        {
            foreach (var shape in shapes)
            {
                var name = $"{NetworkSource.Kind(layer)}{index}Of{string.Join("By", shape)}";
                yield return Declare(name, shape, layer, Layer.Activation(Activation.Tanh), Layer.Linear(3));
            }

            if (layer is not InstanceNormLayer)
            {
                // Few samples with values of several sizes: no deviation is nearly zero.
                yield return Declare($"{NetworkSource.Kind(layer)}{index}OfFeatures", [5], Layer.Linear(17), layer, Layer.Linear(2));
            }
        }

        yield return Declare("GroupNormOfFeatures", [12], Layer.GroupNorm(3), Layer.Linear(2));
        yield return Declare("GroupNormOfAnImage", [6, 3, 5], Layer.GroupNorm(2), Layer.Activation(Activation.Silu), Layer.Linear(2));
        yield return Declare("BatchNormTwice", [3, 7], Layer.BatchNorm(momentum: 0.5), Layer.Linear(9), Layer.BatchNorm(), Layer.Linear(2));
        yield return Declare("BatchNormAlone", [4, 6], Layer.BatchNorm());
    }

    /// <summary>Samples of several axes: layers work on the last.</summary>
    private static IEnumerable<NetworkDeclaration> Rows() => Layer.EveryKind().Select(static (layer, index) => Declare(
        $"Rows{index}{NetworkSource.Kind(layer)}", [2, 3], Layer.Linear(4), layer, Layer.Flatten(), Layer.Linear(3)));

    private static IEnumerable<NetworkDeclaration> Recurrent()
    {
        (int Steps, int Features, int Units)[] shapes = [(1, 3, 5), (2, 1, 16), (7, 5, 1), (3, 16, 33), (7, 2, 17), (40, 7, 24)];
        foreach (var cell in Enum.GetValues<RecurrentCell>())
        {
            foreach (var (steps, features, units) in shapes)
            {
                yield return Declare($"{cell}{features}To{units}Over{steps}", [steps, features], Layer.Recurrent(cell, units));
                yield return Declare(
                    $"{cell}{features}ToLast{units}Over{steps}", [steps, features], Layer.Recurrent(cell, units, last: true), Layer.Linear(2));
            }

            yield return Declare(
                $"{cell}BothWaysTwice",
                [5, 3],
                Layer.Linear(4),
                Layer.Recurrent(cell, 6, layers: 2, bidirectional: true),
                Layer.LayerNorm(),
                Layer.Recurrent(cell, 17, bidirectional: true, last: true),
                Layer.Linear(3));
        }
    }

    private static IEnumerable<NetworkDeclaration> GmnmLstm()
    {
        foreach (var aggregation in Layer.Aggregations)
        {
            yield return Declare($"GmnmLstm{aggregation}", [7, 3], Layer.GmnmLstm(5, components: 6, projections: 2, aggregation), Layer.Linear(2));
        }

        (int Steps, int Features, int Units, int Components)[] shapes = [(1, 3, 1, 4), (2, 1, 16, 17), (5, 16, 33, 5)];
        foreach (var (steps, features, units, components) in shapes)
        {
            yield return Declare($"GmnmLstmGates{units}Over{steps}", [steps, features], Layer.GmnmLstm(units, components, gates: true));
            yield return Declare(
                $"GmnmLstmLast{units}Over{steps}",
                [steps, features],
                Layer.GmnmLstm(units, components, projections: 3),
                Layer.GmnmLstm(units, components, last: true));
        }
    }

    private static IEnumerable<NetworkDeclaration> WithLosses() => Losses.All.SelectMany(static (loss, index) => s_fewSizes
        .Select(size => loss.Kind switch
        {
            Declaration.LossKind.CrossEntropy => Math.Max(size, 2),
            Declaration.LossKind.GaussianNegativeLogLikelihood => 2 * size,
            _ => size,
        })
        .Distinct()
        .Select(size => NetworkSource.Declare($"{loss.Kind}{index}Of{size}", [3], loss, Layer.Linear(size))));

    private static IEnumerable<NetworkDeclaration> Mixed()
    {
        foreach (var (loss, index) in Losses.All.Select(static (loss, index) => (loss, index)))
        {
            yield return NetworkSource.Declare(
                $"Mixed{index}",
                [2, 4],
                loss,
                Layer.Flatten(),
                Layer.Gmnm(17, components: 20, projections: 2),
                Layer.LayerNorm(),
                Layer.Dropout(0.2),
                Layer.Linear(33),
                Layer.Activation(Activation.Gelu),
                Layer.Dropout(0.5),
                Layer.Linear(6),
                Layer.Activation(Activation.Tanh),
                Layer.Gmnm(4, components: 8, aggregation: Declaration.Aggregation.Isotropic));
        }

        yield return Declare("ReshapedInput", [6], Layer.Reshape(2, 3));
    }

    /// <summary>Steps and heads at the sizes where loops end.</summary>
    private static IEnumerable<NetworkDeclaration> Sequences()
    {
        (int Steps, int Heads, int Size)[] shapes = [(1, 1, 1), (2, 3, 2), (7, 2, 5), (17, 1, 16), (33, 2, 17), (16, 4, 8)];
        foreach (var (steps, heads, size) in shapes)
        {
            var (name, input) = ($"Of{steps}By{heads}By{size}", new[] { steps, heads * size });
            yield return Declare($"Attention{name}", input, new MultiHeadAttentionLayer("", heads));
            yield return Declare($"CausalAttention{name}", input, new MultiHeadAttentionLayer("", heads, Causal: true, Dropout: 0.3));
            yield return Declare($"GmnmAttention{name}", input, new GmnmAttentionLayer("", heads, 0, Normalize: true));
            yield return Declare(
                $"PlainGmnmAttention{name}", input, new GmnmAttentionLayer("", heads, 3, Normalize: false, Causal: true, Bias: false));
        }

        foreach (var (steps, heads, size) in shapes.Where(static shape => shape.Size % 2 == 0))
        {
            var (name, input) = ($"Of{steps}By{heads}By{size}", new[] { steps, heads * size });
            yield return Declare($"RotaryAttention{name}", input, new MultiHeadAttentionLayer("", heads, Rotary: true, Bias: false));
            yield return Declare($"RotaryPosition{name}", input, Layer.Linear(heads * size), new RotaryPositionLayer(""));
            yield return Declare($"TransformerBlock{name}", input, Block(heads, 0, dropout: 0.2), Block(heads, 7, dropout: 0));
        }

        yield return Declare("Positions", [5, 3], Layer.Linear(7), new SinusoidalPositionLayer(""), new LearnedPositionLayer(""), Layer.Linear(2));
        yield return Declare("PositionsFirst", [33, 17], new SinusoidalPositionLayer(""), new LearnedPositionLayer(""));
        yield return Declare("FeedForward", [17], new FeedForwardLayer("", 33, Activation.Relu, 0.2), new FeedForwardLayer("", 5, Activation.Silu, 0));
        yield return Declare("EmbeddingAlone", [5], new EmbeddingLayer("", 7, 17));
        yield return Declare("EmbeddingOfOne", [1], new EmbeddingLayer("", 2, 1), Layer.Flatten(), Layer.Linear(3));
        yield return Declare(
            "Decoder", [6], new EmbeddingLayer("", 9, 8), new LearnedPositionLayer(""), Block(2, 0, dropout: 0.1), Layer.LayerNorm(), Layer.Linear(9));
    }

    private static TransformerBlockLayer Block(int heads, int components, double dropout) => new(
        "", heads, components > 0 ? 0 : 12, Activation.Gelu, components, 2, Causal: true, Rotary: components > 0, PreNorm: components == 0, dropout);

    private static NetworkDeclaration Declare(string name, int[] input, params IEnumerable<LayerDeclaration> layers) =>
        NetworkSource.Declare(name, input, s_squared, layers);
}
