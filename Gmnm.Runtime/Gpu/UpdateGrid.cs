namespace Gmnm.Gpu;

/// <summary>How the kernels of optimizers are launched.</summary>
internal static class UpdateGrid
{
    /// <summary>Threads of a group.</summary>
    public const int Threads = 64;

    /// <summary>Most groups whose sums of squares are kept apart.</summary>
    public const int MostNormParts = 256;

    /// <summary>Groups of an update: each thread takes four numbers.</summary>
    public static int Groups(int length) => Math.Max(1, (length + (4 * Threads) - 1) / (4 * Threads));

    /// <summary>Groups whose sums of squares are kept apart, of a gradient of that length.</summary>
    public static int NormParts(int length) => Math.Min(MostNormParts, Groups(length));
}
