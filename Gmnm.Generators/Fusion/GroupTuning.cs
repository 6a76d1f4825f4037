using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Fusion;

/// <summary>
/// Improves groups once all are known. A node that only one later loop reads moves there, where that takes no more
/// memory, unless it is a named result of the forward pass; loops over the same rows that read the same values become one.
/// </summary>
internal sealed class GroupTuning
{
    private const int ShortestRow = 16;

    private readonly ComputationGraph _graph;
    private readonly FusionRules _rules;
    private readonly ImmutableArray<ImmutableArray<int>> _consumers;
    private readonly ImmutableArray<bool> _fixed;
    private readonly HashSet<int> _outputs;
    private readonly int _lastForward;
    private readonly List<FusedGroup> _groups;
    private readonly int[] _groupOf;

    private GroupTuning(FusionPlan plan, FusionRules rules)
    {
        _rules = rules;
        _graph = plan.Graph;
        _consumers = plan.Graph.Consumers();
        _fixed = Dependence.OnParametersAlone(plan.Graph);
        _outputs = [.. plan.Graph.Outputs.Select(static output => output.Node)];
        _lastForward = plan.Graph.Outputs.FirstOrDefault(static output => output.Kind == OutputKind.Loss)?.Node ?? int.MaxValue;
        _groups = [.. plan.Groups];
        _groupOf = [.. plan.GroupOf];
    }

    public static FusionPlan Run(FusionPlan plan, FusionRules rules)
    {
        var tuning = new GroupTuning(plan, rules);
        tuning.MoveToReaders();
        tuning.MergeRows();
        return tuning.Result();
    }

    private void MoveToReaders()
    {
        for (var id = _graph.Nodes.Length - 1; id >= 0; id--)
        {
            if (_groupOf[id] < 0 || !OpClasses.IsElementwise(_graph[id].Op) || IsForwardResult(id) || IsKept(id))
            {
                continue;
            }

            int[] readers = [.. Readers(id).Select(reader => _groupOf[reader]).Distinct()];
            if (readers.Length == 1 && readers[0] != _groupOf[id]
                && _groups[readers[0]] is RowGroup target && (target.Space == _graph[id].Shape || IsRowNumber(id, target))
                && GroupWeight.Allows(_graph, target.Nodes, [id])
                && Operands(id).Count(operand => _groupOf[operand] == _groupOf[id] && !IsStored(operand)) <= 1)
            {
                Move(id, readers[0]);
            }
        }
    }

    /// <summary>
    /// Whether a value is one cheap number for each row of a loop, be it the same for many rows: computing it again for each
    /// costs less than a loop of its own before. Not what a prediction keeps from one run to the next.
    /// </summary>
    private bool IsRowNumber(int id, RowGroup target)
    {
        var (shape, rows) = (_graph[id].Shape, Iteration.RowScalars(target.Space));
        return target.Space.Last >= ShortestRow && !_fixed[id] && !OpClasses.IsExpensive(_graph[id].Op)
            && shape.Elements > 1 && Broadcasting.Combine(shape, rows) == rows;
    }

    private void MergeRows()
    {
        var readers = _groups
            .SelectMany((group, index) => group is RowGroup ? Reads(group).Select(operand => (operand, index)) : [])
            .ToLookup(static pair => pair.operand, static pair => pair.index);
        for (var later = _groups.Count - 1; later > 0; later--)
        {
            if (_groups[later] is not RowGroup { Nodes.IsEmpty: false })
            {
                continue;
            }

            // From the nearest to the farthest; what a merged group reads brings others into sight.
            var candidates = new SortedSet<int>(Reads(_groups[later]).SelectMany(operand => readers[operand]).Where(index => index < later));
            while (candidates.Count > 0)
            {
                var earlier = candidates.Max;
                candidates.Remove(earlier);
                if (CanMerge(earlier, later))
                {
                    candidates.UnionWith(Reads(_groups[earlier]).SelectMany(operand => readers[operand]).Where(index => index < earlier));
                    foreach (var id in _groups[earlier].Nodes)
                    {
                        Move(id, later);
                    }
                }
            }
        }
    }

    private IEnumerable<int> Reads(FusedGroup group) => group.Nodes.SelectMany(Operands).Distinct();

    private bool CanMerge(int earlier, int later)
    {
        if (_groups[earlier] is not RowGroup { Nodes.IsEmpty: false } first
            || _groups[later] is not RowGroup { Nodes.IsEmpty: false } second
            || first.Space != second.Space || !_rules.Allows(_graph, first, second))
        {
            return false;
        }

        return GroupWeight.Allows(_graph, first.Nodes, second.Nodes)
            && first.Nodes.All(id => AllReaders(id).All(reader => _groupOf[reader] == earlier || _groupOf[reader] > later));
    }

    private FusionPlan Result()
    {
        var (kept, places) = (ImmutableArray.CreateBuilder<FusedGroup>(), new int[_groups.Count]);
        for (var index = 0; index < _groups.Count; index++)
        {
            places[index] = kept.Count;
            if (!_groups[index].Nodes.IsEmpty)
            {
                kept.Add(_groups[index] with { Nodes = _groups[index].Nodes.Sort() });
            }
        }

        return new(_graph, kept.ToImmutable(), [.. _groupOf.Select(index => index < 0 ? index : places[index])]);
    }

    private void Move(int id, int to)
    {
        _groups[_groupOf[id]] = _groups[_groupOf[id]] with { Nodes = _groups[_groupOf[id]].Nodes.Remove(id) };
        _groups[to] = _groups[to].With(id);
        _groupOf[id] = to;
    }

    private bool IsForwardResult(int id) => _graph[id].Name is not null && id <= _lastForward;

    /// <summary>An output, or read through a view: in memory whatever the groups are.</summary>
    private bool IsKept(int id) =>
        _outputs.Contains(id) || _consumers[id].Any(consumer => _graph[consumer].Op is Reshape || IsKeptBroadcast(consumer));

    private bool IsKeptBroadcast(int id) => _graph[id].Op is Broadcast && IsKept(id);

    private bool IsStored(int id) => IsKept(id) || Readers(id).Any(reader => _groupOf[reader] != _groupOf[id]);

    /// <summary>Who reads a value, through broadcasts.</summary>
    private IEnumerable<int> Readers(int id) => _consumers[id].SelectMany(consumer =>
        _graph[consumer].Op is Broadcast ? Readers(consumer) : [consumer]);

    /// <summary>Who reads a value, through broadcasts and views.</summary>
    private IEnumerable<int> AllReaders(int id) => _consumers[id].SelectMany(consumer =>
        _graph[consumer].Op is Broadcast or Reshape ? AllReaders(consumer) : [consumer]);

    /// <summary>What a node reads from memory or a register, through broadcasts.</summary>
    private IEnumerable<int> Operands(int id) => _graph[id].Inputs.Items.SelectMany(input => _graph[input].Op switch
    {
        Broadcast => Operands(input),
        var op when OpClasses.IsInline(op) => [],
        _ => [input],
    });
}
