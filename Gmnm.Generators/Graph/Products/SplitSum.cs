using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Products;

/// <summary>How a GPU shares a sum or maximum over another axis than the last, from the sizes that are constant.</summary>
/// <param name="Lanes">Results of a group of threads: a sector of device memory side by side, one where there are few, one for each thread where terms are few.</param>
/// <param name="Least">Terms of a part at least: 16 for each thread.</param>
/// <param name="Most">Parts at most; 1 where the results alone fill the device.</param>
internal readonly record struct SplitSum(int Lanes, int Least, int Most)
{
    /// <summary>Threads of a group.</summary>
    public const int Threads = 64;

    private const int Few = 32;
    private const int OfSector = 8;
    private const int TermsOfThread = 16;

    /// <summary>Groups of 64 threads that a device has room for, about.</summary>
    private const int GroupsInFlight = 2048;

    /// <param name="reduction">A sum or maximum.</param>
    /// <param name="length">Terms of each; <see cref="Shape.Batch"/> where that is the number of samples.</param>
    public static SplitSum Of(Node reduction, int length)
    {
        var result = reduction.Shape;
        var lanes = length is not Shape.Batch and <= TermsOfThread ? Threads
            : result.IsBatched || result.Elements >= Few ? OfSector
            : 1;
        var least = TermsOfThread * (Threads / lanes);
        var isWhole = result.IsBatched || reduction.Op is not Sum || (length != Shape.Batch && length <= least);
        return new(lanes, least, isWhole ? 1 : Math.Max(1, Math.Min(SplitDepth.Most, GroupsInFlight * lanes / result.Elements)));
    }
}
