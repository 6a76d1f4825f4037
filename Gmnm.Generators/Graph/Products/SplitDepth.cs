using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Products;

/// <summary>
/// In how many parts a GPU takes a sum over many rows whose result is small: so many that the tiles of all parts fill the
/// device. The parts are added up in their order.
/// </summary>
internal static class SplitDepth
{
    private const int Tile = 128;

    /// <summary>Four for each multiprocessor of a large device: two at once, and then two more.</summary>
    private const int TilesInFlight = 528;

    /// <summary>Terms of a part at least: eight slabs of a product.</summary>
    public const int Least = 64;

    /// <summary>Parts at most.</summary>
    public const int Most = 128;

    /// <summary>So many a thread adds up alone.</summary>
    public const int Few = 16;

    /// <param name="result">The sums, [rows, …], of which all but the rows are columns.</param>
    public static int Of(Shape result)
    {
        var columns = result.Elements / result.Sizes[0];
        var tiles = (result.Sizes[0] + Tile - 1) / Tile * ((columns + Tile - 1) / Tile);
        return Math.Max(1, Math.Min(Most, TilesInFlight / tiles));
    }
}
