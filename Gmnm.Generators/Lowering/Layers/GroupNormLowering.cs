using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>GroupNorm and InstanceNorm: each group of channels with all its positions is one row to normalise.</summary>
internal static class GroupNormLowering
{
    public static Node Group(LoweringContext context, GroupNormLayer layer, Node x)
    {
        var channels = x.Shape.Sizes[1];
        return channels % layer.Groups == 0
            ? Lower(context, layer.Name, layer.Groups, layer.Epsilon, layer.Affine, x)
            : throw context.Error("GMNM1045", "groups", $"{channels}", x.Shape.WithoutBatch().ToString(), $"{layer.Groups}");
    }

    public static Node Instance(LoweringContext context, InstanceNormLayer layer, Node x) =>
        Lower(context, layer.Name, x.Shape.Sizes[1], layer.Epsilon, layer.Affine, x);

    private static Node Lower(LoweringContext context, string layer, int groups, double epsilon, bool affine, Node x)
    {
        var graph = context.Graph;
        var members = x.Shape.Elements / groups;
        if (members == 1)
        {
            throw context.Error("GMNM1046", "groups", x.Shape.WithoutBatch().ToString());
        }

        var rows = graph.Reshape(x, Shape.OfBatch(groups, members));
        var normalized = graph.Reshape(Normalization.OverLast(graph, layer, epsilon, rows), x.Shape);
        return Affine.Apply(context, layer, affine, normalized);
    }
}
