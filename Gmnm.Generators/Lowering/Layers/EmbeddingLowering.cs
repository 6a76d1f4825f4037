using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>Rows of a table by index. The indices are checked before a program runs, so they must be in its input.</summary>
internal static class EmbeddingLowering
{
    public static Node Lower(LoweringContext context, EmbeddingLayer layer, Node indices)
    {
        if (indices.Shape.Rank != 2)
        {
            throw context.Error("GMNM0080", null, indices.Shape.WithoutBatch().ToString());
        }

        if (InputPositions.Of(context.Graph.Nodes, indices) is null)
        {
            throw context.Error("GMNM0081", null);
        }

        var table = context.Parameter(layer.Name, "weight", ParameterStart.Normal(1), layer.Count, layer.Dimension);
        return context.Graph.Add(new EmbeddingLookup(), indices, table);
    }
}
