using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Tests.RandomNetworks;

/// <summary>Derivatives of smooth functions of a value with respect to it, which training derives once more.</summary>
internal static class RandomDerivatives
{
    public static Node? Derived(RandomGraph g)
    {
        if (g.Any(static x => x.Shape is { Rank: > 1, Last: <= 9, Elements: <= 60 }) is not { } x)
        {
            return null;
        }

        var first = g.Graph.Add(new GradientOf(), Smooth(g, x), x);
        return g.Flip() ? first : g.Graph.Add(new GradientOf(), g.Graph.Add(new Sin(), first), x);
    }

    private static Node Smooth(RandomGraph g, Node x)
    {
        var units = g.Random.Next(1, 5);
        return g.Random.Next(4) switch
        {
            0 => g.Graph.Add(new AxisAlignedGaussians(), x, g.Parameter(Shape.Of(units, x.Shape.Last)), g.Parameter(Shape.Of(units))),
            1 => g.Graph.Add(new Multiply(), g.Graph.Add(new Sin(), x), g.Graph.Add(new Square(), x)),
            2 => g.Graph.Add(new Softplus(), g.Product(x, units)),
            _ => g.Graph.Add(new Tanh(), g.Product(x, units)),
        };
    }
}
