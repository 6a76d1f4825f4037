namespace Gmnm.Generators.Emission.Gpu;

/// <summary>The tile of a product that a group of threads computes: mirrors the methods of <c>TiledProduct</c>.</summary>
/// <param name="Method">The method.</param>
/// <param name="Size">Rows and columns of the tile.</param>
/// <param name="Threads">Threads of the group.</param>
internal sealed record GpuTile(string Method, int Size, int Threads)
{
    private static readonly GpuTile s_small = new("RunSmall", 32, 64);
    private static readonly GpuTile s_medium = new("RunMedium", 64, 64);

    /// <summary>A tile larger than the result computes zeros; one that is smaller reads the operands more often.</summary>
    /// <param name="rows">Rows of the result; null where they depend on the batch.</param>
    /// <param name="columns">Columns of the result; null likewise.</param>
    public static GpuTile For(int? rows, int? columns) =>
        rows <= s_small.Size || columns <= s_small.Size ? s_small : s_medium;
}
