using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Networks;

namespace Gmnm.Generators.Tests.RandomNetworks;

/// <summary>Draws a valid network from a seed: any layers in any order, any loss, sizes mostly small.</summary>
internal sealed class RandomNetwork
{
    private static readonly int[] s_vectorEdges = [15, 16, 17, 31, 33];

    private readonly Random _random;
    private readonly List<LayerDeclaration> _layers = [];
    private int[] _shape;

    private RandomNetwork(int seed)
    {
        _random = new Random(seed);
        _shape = [.. Enumerable.Range(0, _random.Next(10) switch { < 7 => 1, < 9 => 2, _ => 3 }).Select(axis => axis == 0 ? Size() : Small())];
    }

    public static NetworkDeclaration Declare(int seed)
    {
        var network = new RandomNetwork(seed);
        var input = network._shape;
        for (var count = network._random.Next(1, 7); count > 0; count--)
        {
            network.AddLayer();
        }

        var loss = network.AddLoss();
        return NetworkSource.Declare($"Random{seed}", input, loss, network._layers);
    }

    private int Elements => _shape.Aggregate(1, static (product, size) => product * size);

    private int Small() => _random.Next(1, 10);

    private int Size() => _random.Next(5) == 0 ? s_vectorEdges[_random.Next(s_vectorEdges.Length)] : Small();

    private bool Flip() => _random.Next(2) == 0;

    private T OneOf<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private void AddLayer()
    {
        switch (_random.Next(10))
        {
            case 0 or 1:
                Last(Layer.Linear(Size(), Flip()));
                break;
            case 2 or 3 or 4:
                Last(Layer.Gmnm(Size(), Size(), _random.Next(1, 4), OneOf(Layer.Aggregations), Flip()));
                break;
            case 5 or 6:
                _layers.Add(Layer.Activation(OneOf(Enum.GetValues<Activation>()), _random.Next(100) / 100.0));
                break;
            case 7:
                _layers.Add(Flip() ? Layer.Softmax() : Layer.Dropout(_random.Next(9) / 10.0));
                break;
            case 8:
                if (_shape[^1] < 3)
                {
                    // A row of one or two is all noise once it is divided by its deviation.
                    Last(Layer.Linear(_random.Next(3, 10)));
                }

                _layers.Add(Layer.LayerNorm(Flip() ? 1e-5 : 0.1, Flip()));
                break;
            default:
                Arrange();
                break;
        }
    }

    private void Last(LayerDeclaration layer)
    {
        _layers.Add(layer);
        _shape = [.. _shape[..^1], layer is LinearLayer linear ? linear.Units : ((GmnmLayer)layer).Units];
    }

    private void Arrange()
    {
        var divisors = Enumerable.Range(1, Elements).Where(size => Elements % size == 0).ToArray();
        var first = OneOf(divisors);
        int[] shape = _random.Next(3) switch
        {
            0 => [Elements],
            1 => [first, Elements / first],
            _ => [1, first, Elements / first],
        };
        if (shape.Length == 1)
        {
            _layers.Add(Layer.Flatten());
        }
        else
        {
            var inferred = Flip() ? _random.Next(shape.Length) : -1;
            _layers.Add(Layer.Reshape([.. shape.Select((size, axis) => axis == inferred ? -1 : size)]));
        }

        _shape = shape;
    }

    /// <summary>Some losses need a flat output of a certain length.</summary>
    private StandardLoss AddLoss()
    {
        var kind = OneOf(Enum.GetValues<Declaration.LossKind>());
        if (kind is Declaration.LossKind.CrossEntropy or Declaration.LossKind.GaussianNegativeLogLikelihood)
        {
            if (_shape.Length > 1)
            {
                _layers.Add(Layer.Flatten());
                _shape = [Elements];
            }

            if (kind == Declaration.LossKind.CrossEntropy ? _shape[0] < 2 : _shape[0] % 2 != 0)
            {
                Last(Layer.Linear(2 * Size(), Flip()));
            }
        }

        return Losses.Of(
            kind,
            kind == Declaration.LossKind.CrossEntropy && Flip() ? _random.Next(100) / 200.0 : 0,
            kind == Declaration.LossKind.Huber ? 0.25 + _random.NextDouble() : 1);
    }
}
