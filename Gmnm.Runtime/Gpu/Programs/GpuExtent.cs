namespace Gmnm.Gpu;

/// <summary>
/// Groups of threads along one axis of a grid: what there is for each sample times their number and what there is
/// anyway, in tiles, at least one.
/// </summary>
/// <param name="PerSample">Elements for each sample.</param>
/// <param name="Constant">Elements in all, beside those.</param>
/// <param name="Tile">Elements that a group takes.</param>
/// <param name="Most">Groups at most; each then takes several tiles. 0 for no limit.</param>
public readonly record struct GpuExtent(int PerSample, int Constant, int Tile, int Most = 0)
{
    /// <summary>The groups for a number of samples. <c>default</c> is one group.</summary>
    public int Groups(int rows)
    {
        if (Tile == 0)
        {
            return 1;
        }

        var tiles = Math.Max(1, checked(((((long)PerSample * rows) + Constant) + Tile - 1) / Tile));
        return (int)(Most > 0 ? Math.Min(tiles, Most) : tiles);
    }
}
