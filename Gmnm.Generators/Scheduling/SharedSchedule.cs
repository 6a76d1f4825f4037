using System.Collections.Immutable;

namespace Gmnm.Generators.Scheduling;

/// <summary>How threads run a program together.</summary>
/// <param name="Groups">How each group is shared.</param>
/// <param name="Steps">What each thread does, in order.</param>
/// <param name="Stages">For each group, and for the end, the number of meetings before it.</param>
/// <param name="PartSamples">Samples that a part of the batch has at least.</param>
internal sealed record SharedSchedule(
    ImmutableArray<Sharing> Groups, ImmutableArray<SharedStep> Steps, ImmutableArray<int> Stages, int PartSamples)
{
    /// <summary>Floats of a sum up to which one thread adds up the parts.</summary>
    public const int SmallSum = 1024;

    /// <summary>The sums of parts, each with the group that takes them and the one before which they are added up.</summary>
    public IEnumerable<(int Sum, int First, int Last)> PartialSums =>
        Steps.SelectMany(static step => step.Sums.Select(sum => (sum.Id, sum.Group, step.Group)));
}

/// <summary>A step of a shared program: sums of parts are added up, then a group runs.</summary>
/// <param name="Waits">Whether the threads meet before the sums are added up.</param>
/// <param name="Sums">The sums.</param>
/// <param name="WaitsForSums">Whether they meet again before the group.</param>
/// <param name="Group">The group; the number of groups for the end of the program.</param>
internal sealed record SharedStep(bool Waits, ImmutableArray<PartialSum> Sums, bool WaitsForSums, int Group);

/// <summary>A result that is summed over the batch part by part.</summary>
/// <param name="Id">The node.</param>
/// <param name="Group">Its group.</param>
internal readonly record struct PartialSum(int Id, int Group);
