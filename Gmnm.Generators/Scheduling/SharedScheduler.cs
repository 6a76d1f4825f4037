using System.Collections.Immutable;
using Gmnm.Generators.Fusion;

namespace Gmnm.Generators.Scheduling;

/// <summary>
/// Puts the meetings of threads where one reads what another wrote. Groups that are shared over the samples follow each
/// other without one: a thread reads what it wrote itself.
/// </summary>
internal sealed class SharedScheduler
{
    /// <summary>
    /// Meetings in a network with much work that are there for memory alone: what is over before one can be written over after
    /// it, whatever its size.
    /// </summary>
    private const int MostForMemory = 16;

    private readonly FusionPlan _plan;
    private readonly GroupSharing _rule;
    private readonly ImmutableArray<Sharing> _sharing;

    /// <summary>How each node in memory was written since the last meeting.</summary>
    private readonly Dictionary<int, Sharing> _written = [];
    private readonly Dictionary<int, PartialSum> _sums = [];
    private readonly int _spacing;
    private readonly List<SharedStep> _steps = [];
    private readonly List<int> _stages = [];
    private int _stage;
    private int _groupsSinceMeeting;

    private SharedScheduler(FusionPlan plan, GroupSharing rule, ImmutableDictionary<int, RowSchedule> rows)
    {
        _plan = plan;
        _rule = rule;
        _sharing = [.. plan.Groups.Select((group, index) => rule.Of(group, rows.TryGetValue(index, out var schedule) ? schedule : null))];
        _spacing = SampleWork.Of(plan) >= SampleWork.Prediction ? (plan.Groups.Length / MostForMemory) + 1 : int.MaxValue;
    }

    /// <param name="plan">The groups.</param>
    /// <param name="stored">Nodes in memory.</param>
    /// <param name="rows">The schedule of each row group.</param>
    public static SharedSchedule Run(FusionPlan plan, ImmutableHashSet<int> stored, ImmutableDictionary<int, RowSchedule> rows)
    {
        var scheduler = new SharedScheduler(plan, new GroupSharing(plan.Graph, stored), rows);
        for (var group = 0; group < plan.Groups.Length; group++)
        {
            scheduler.Add(group);
        }

        scheduler.AddSums(plan.Groups.Length, [.. scheduler._sums.Keys.OrderBy(static id => id)], isForOthers: false);
        return new(scheduler._sharing, [.. scheduler._steps], [.. scheduler._stages], SampleWork.PartSamples(plan, SampleWork.Training));
    }

    private void Add(int index)
    {
        var (group, sharing) = (_plan.Groups[index], _sharing[index]);
        int[] operands = [.. _rule.Operands(group).Select(_plan.Graph.Root).Distinct().OrderBy(static id => id)];
        if (operands.Any(_sums.ContainsKey))
        {
            // All that wait, since one meeting serves them.
            int[] sums = [.. _sums.Keys.OrderBy(static id => id)];
            AddSums(index, sums, isForOthers: sharing is not Sharing.OneThread || operands.Any(id => sums.Contains(id) && !IsSmall(id)));
        }
        else
        {
            var waits = _groupsSinceMeeting >= _spacing
                || operands.Any(id => _written.TryGetValue(id, out var writer) && !IsOwn(writer, id, sharing));
            Meet(waits);
            _steps.Add(new(waits, [], false, index));
            _stages.Add(_stage);
        }

        _groupsSinceMeeting++;
        foreach (var id in _rule.Results(group))
        {
            if (sharing is Sharing.Parts { Sums: var partial } && partial.Contains(id))
            {
                _sums.Add(id, new(id, index));
            }
            else
            {
                _written[id] = sharing;
            }
        }
    }

    /// <summary>Before a group, or the end: all threads must have summed their parts; the group may need what others add up.</summary>
    private void AddSums(int index, int[] sums, bool isForOthers)
    {
        Meet(sums.Length > 0);
        Meet(isForOthers);
        _steps.Add(new(sums.Length > 0, [.. sums.Select(id => _sums[id])], isForOthers, index));
        _stages.Add(_stage);
        foreach (var id in sums)
        {
            _sums.Remove(id);
            if (!isForOthers)
            {
                // A large one is added up by all threads, none of which has the whole.
                _written[id] = IsSmall(id) ? new Sharing.OneThread() : new Sharing.Samples();
            }
        }
    }

    private bool IsSmall(int id) => _plan.Graph[id].Shape.Elements <= SharedSchedule.SmallSum;

    private void Meet(bool waits)
    {
        if (waits)
        {
            _stage++;
            _groupsSinceMeeting = 0;
            _written.Clear();
        }
    }

    /// <summary>Whether a thread that reads a value as part of a group reads only what it wrote.</summary>
    private bool IsOwn(Sharing writer, int id, Sharing reader) => (writer, reader) switch
    {
        (Sharing.OneThread, Sharing.OneThread) => true,
        (Sharing.Samples or Sharing.Parts, Sharing.Samples or Sharing.Parts) => _plan.Graph[id].Shape.IsBatched,
        (Sharing.Range write, Sharing.Range read) =>
            (write.Count, write.Multiple) == (read.Count, read.Multiple) && read.Strides[id] > 0 && read.Strides[id] == write.Strides[id],
        _ => false,
    };
}
