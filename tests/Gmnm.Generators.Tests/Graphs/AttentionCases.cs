using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>Attention to itself and to another sequence, with each option.</summary>
internal static class AttentionCases
{
    private static readonly Attention s_plain = new(2, 0.6, Causal: false, Masked: false, Biased: false);
    private static readonly Attention s_full = new(3, 1, Causal: true, Masked: true, Biased: true);

    public static IReadOnlyList<OpCase> All { get; } =
    [
        new(s_plain, [Shape.OfBatch(4, 6), Shape.OfBatch(5, 6), Shape.OfBatch(5, 8)], Values),
        new(s_plain with { Heads = 1 }, [Shape.OfBatch(1, 2), Shape.OfBatch(1, 2), Shape.OfBatch(1, 1)], Values),
        new(s_plain with { Causal = true }, [Shape.OfBatch(9, 4), Shape.OfBatch(9, 4), Shape.OfBatch(9, 4)], Values),
        new(s_plain with { Masked = true }, [Shape.OfBatch(4, 6), Shape.OfBatch(5, 6), Shape.OfBatch(5, 2), Shape.OfBatch(5)], Values) { Fixed = [3] },
        new(s_plain with { Biased = true }, [Shape.OfBatch(4, 6), Shape.OfBatch(5, 6), Shape.OfBatch(5, 2), Shape.OfBatch(5, 2)], Values),
        new(s_full, Full, Values) { Fixed = [3] },
        new(s_plain with { Result = AttentionResult.LogSumExp }, [Shape.OfBatch(4, 6), Shape.OfBatch(5, 6), Shape.OfBatch(5, 8)], Values)
            { NoGradient = "only the backward pass reads it" },
        .. new[] { 0, 1, 2, 4 }.Select(static operand => new OpCase(
            new AttentionGradient(s_full, operand), [.. Full, Shape.OfBatch(6, 9), Shape.OfBatch(3, 6), Shape.OfBatch(6, 9)], Values)
            { NoGradient = "it is a backward pass itself, checked through the gradient of attention" }),
    ];

    private static Shape[] Full => [Shape.OfBatch(6, 6), Shape.OfBatch(6, 6), Shape.OfBatch(6, 9), Shape.OfBatch(6), Shape.OfBatch(6, 3)];

    /// <summary>The fourth input is a mask where there is one, and any number otherwise.</summary>
    private static double Values(Random random, int input) => input == 3 ? random.Next(3) : (random.NextDouble() * 2) - 1;
}
