using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Graph.Products;

/// <summary>How the projections of a Gaussian layer lie in the columns of a product whose threads hold four neighbours each.</summary>
internal static class GaussianTile
{
    /// <summary>Columns of a component, so that one thread holds all of its projections: 1, 2 or 4; 0 where they are too many.</summary>
    public static int Width(GaussianProjections forward) => forward.Projections switch
    {
        1 => 1,
        2 => 2,
        3 or 4 => 4,
        _ => 0,
    };
}
