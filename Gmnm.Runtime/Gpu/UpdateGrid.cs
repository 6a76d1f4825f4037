namespace Gmnm.Gpu;

/// <summary>How the kernels of optimizers are launched.</summary>
internal static class UpdateGrid
{
    /// <summary>Threads of a group.</summary>
    public const int Threads = 64;

    /// <summary>Most groups whose sums of squares are kept apart.</summary>
    public const int MostNormParts = 256;

    /// <summary>
    /// Groups of an update: a thread takes one number where a device has as many threads, so that short parameters wait for
    /// memory once, and four of long ones.
    /// </summary>
    public static int Groups(int length) => Math.Max(Math.Min(GroupsOf(length, 1), FullGroups), GroupsOf(length, 4));

    /// <summary>Groups that fill a large device once.</summary>
    private const int FullGroups = 4096;

    /// <summary>Groups whose sums of squares are kept apart, of a gradient of that length.</summary>
    public static int NormParts(int length) => Math.Min(MostNormParts, Groups(length));

    private static int GroupsOf(int length, int perThread) => Math.Max(1, (length + (perThread * Threads) - 1) / (perThread * Threads));
}
