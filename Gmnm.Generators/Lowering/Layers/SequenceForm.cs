using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>What layers over sequences ask of their inputs.</summary>
internal static class SequenceForm
{
    /// <summary>Requires a sample [T, D].</summary>
    public static void Require(LoweringContext context, Node value)
    {
        if (value.Shape.Rank != 3)
        {
            throw context.Error("GMNM1056", null, Text(value));
        }
    }

    /// <summary>The shape of one sample.</summary>
    public static string Text(Node value) => value.Shape.WithoutBatch().ToString();
}
