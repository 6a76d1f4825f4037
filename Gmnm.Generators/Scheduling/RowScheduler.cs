using System.Collections.Immutable;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Scheduling;

/// <summary>Puts the members of a row group into stages: a stage ends where a reduction along the row must be complete.</summary>
internal sealed class RowScheduler
{
    private readonly ComputationGraph _graph;
    private readonly RowGroup _group;
    private readonly ImmutableHashSet<int> _members;
    private readonly ImmutableHashSet<int> _stored;
    private readonly ImmutableDictionary<int, int> _sampleStrides;
    private readonly Dictionary<int, int> _levels = [];

    private RowScheduler(
        ComputationGraph graph, RowGroup group, ImmutableHashSet<int> stored, ImmutableDictionary<int, int> sampleStrides)
    {
        _graph = graph;
        _group = group;
        _members = [.. group.Nodes];
        _stored = stored.Intersect(_members);
        _sampleStrides = sampleStrides;
    }

    /// <param name="stored">Nodes that other groups or the caller read from memory.</param>
    /// <param name="sampleStrides">Nodes whose samples are apart, with the distance.</param>
    public static RowSchedule Run(
        ComputationGraph graph, RowGroup group, ImmutableHashSet<int> stored, ImmutableDictionary<int, int> sampleStrides)
    {
        var scheduler = new RowScheduler(graph, group, stored, sampleStrides);
        scheduler.AssignLevels();
        return scheduler.Build();
    }

    private void AssignLevels()
    {
        foreach (var id in _group.Nodes)
        {
            var inputs = MemberInputs(id).ToArray();
            var level = inputs.Length == 0 ? 0 : inputs.Max(input => ResultLevel(input));
            _levels.Add(id, level);
        }
    }

    /// <summary>The stage from which a member's value can be read.</summary>
    private int ResultLevel(int id) => IsRowReduction(id) ? _levels[id] + 1 : _levels[id];

    private RowSchedule Build()
    {
        var scratch = ScratchRows();
        var scalars = _group.Nodes.Where(IsRowScalar).ToImmutableHashSet();
        var last = _group.Nodes.Max(ResultLevel);
        var loops = LoopNest.Plan(_group.Space, [.. Addressed()], separateRows: !scalars.IsEmpty || _group.Nodes.Any(IsRowReduction));
        ImmutableArray<RowStage> stages = [.. Enumerable.Range(0, last + 1).Select(level => new RowStage(
            [.. _group.Nodes.Where(id => scalars.Contains(id) && _levels[id] == level)],
            Passes(level, scratch)))];
        return new(loops, stages, _stored, scratch, InlinedPasses.Pay(_graph, _group, loops, stages));
    }

    private ImmutableArray<RowPass> Passes(int level, ImmutableArray<int> scratch)
    {
        var here = _group.Nodes.Where(id => _levels[id] == level && !IsRowScalar(id)).ToArray();
        ImmutableArray<int> reductions = [.. here.Where(IsRowReduction)];
        ImmutableArray<int> accumulations = [.. here.Where(id => OpClasses.IsReduction(_graph[id].Op) && !IsRowReduction(id))];
        ImmutableArray<int> writes =
            [.. here.Where(id => OpClasses.IsElementwise(_graph[id].Op) && (_stored.Contains(id) || scratch.Contains(id)))];
        if (reductions.IsEmpty)
        {
            return writes.IsEmpty && accumulations.IsEmpty ? [] : [new RowPass(null, writes, accumulations)];
        }

        return [.. reductions.Select((id, index) => index == 0
            ? new RowPass(id, writes, accumulations)
            : new RowPass(id, [], []))];
    }

    /// <summary>
    /// Vector members that a later stage reads, that are not in memory, and that hold an expensive operation or must be the
    /// same to the bit: the gradient of a maximum asks where an element equals it.
    /// </summary>
    private ImmutableArray<int> ScratchRows() => [.. _group.Nodes.Where(id =>
        (OpClasses.IsExpensive(_graph[id].Op) || _group.Nodes.Any(reader => _graph[reader].Op is Maximum && _graph[reader].Inputs[0] == id))
        && OpClasses.IsElementwise(_graph[id].Op) && !IsRowScalar(id) && !_stored.Contains(id)
        && IsComputedLater(id))];

    /// <summary>Whether a later stage would compute a member again.</summary>
    private bool IsComputedLater(int id)
    {
        var readers = new HashSet<int>();
        foreach (var reader in _group.Nodes.Where(reader => reader > id))
        {
            if (!MemberInputs(reader).Any(input => input == id || (readers.Contains(input)
                && !_stored.Contains(input) && !OpClasses.IsReduction(_graph[input].Op) && !IsRowScalar(input))))
            {
                continue;
            }

            if (_levels[reader] > _levels[id])
            {
                return true;
            }

            readers.Add(reader);
        }

        return false;
    }

    /// <summary>One number for each row, or a sum of such over the rows.</summary>
    private bool IsRowScalar(int id)
    {
        var space = Iteration.SpaceOf(_graph, _graph[id]);
        return space != _group.Space && !IsRowReduction(id);
    }

    private bool IsRowReduction(int id) =>
        OpClasses.IsReduction(_graph[id].Op)
        && Iteration.SpaceOf(_graph, _graph[id]) == _group.Space
        && Iteration.IsRowReduction(_graph[id], _group.Space);

    private IEnumerable<Layout> Addressed()
    {
        foreach (var id in _group.Nodes)
        {
            if (_stored.Contains(id) || OpClasses.IsReduction(_graph[id].Op))
            {
                yield return LayoutOf(id);
            }

            foreach (var operand in Leaves(id))
            {
                yield return LayoutOf(operand);
            }
        }
    }

    private Layout LayoutOf(int id) => new(_graph[id].Shape, _sampleStrides.TryGetValue(id, out var stride) ? stride : 0);

    /// <summary>What a member reads that is not a member, through broadcasts.</summary>
    private IEnumerable<int> Leaves(int id) => _graph[id].Inputs.Items.SelectMany(input =>
        _graph[input].Op is Broadcast ? Leaves(input) : _members.Contains(input) ? [] : (IEnumerable<int>)[input]);

    private IEnumerable<int> MemberInputs(int id) => _graph[id].Inputs.Items.SelectMany(input =>
        _graph[input].Op is Broadcast ? MemberInputs(input) : _members.Contains(input) ? [input] : (IEnumerable<int>)[]);
}
