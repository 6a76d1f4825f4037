using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Operations;

/// <summary>
/// x to a constant power. Whole exponents up to 64 are products, by squaring; halves are products with a square root; every other one is
/// exp(p log x), which is defined for x above 0.
/// </summary>
internal static class PowerLowering
{
    private const int MostProducts = 64;

    public static Node Lower(LoweringContext context, double exponent, Node x)
    {
        var graph = context.Graph;
        var size = Math.Abs(exponent);
        if (2 * size != Math.Floor(2 * size) || size > MostProducts)
        {
            return graph.Add(new Exp(), graph.Scale(graph.Add(new Log(), x), exponent));
        }

        var whole = (int)size;
        var power = size == whole ? Whole(graph, x, whole) : graph.Add(whole == 0 ? new Sqrt() : new RootPower(whole), x);
        return exponent < 0 ? graph.Add(new Divide(), graph.Constant(1), power) : power;
    }

    private static Node Whole(GraphBuilder graph, Node x, int exponent)
    {
        if (exponent == 0)
        {
            return graph.Broadcast(graph.Constant(1), x.Shape);
        }

        var half = exponent == 1 ? x : Whole(graph, x, exponent / 2);
        return exponent == 1 ? x
            : exponent % 2 == 0 ? graph.Add(new Square(), half)
            : graph.Add(new Multiply(), graph.Add(new Square(), half), x);
    }
}
