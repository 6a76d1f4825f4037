using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Products;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Fusion;

/// <summary>
/// Cuts a graph into groups. Nodes are visited in order; each joins the latest group that it reads, where that group's
/// loop can hold it. A node that cannot join waits for its first consumer and joins that one's group, or gets a group of
/// its own. Groups only ever read groups before them.
/// </summary>
internal sealed partial class Fuser
{
    private const int Unplaced = -1;

    private readonly ComputationGraph _graph;
    private readonly FusionRules _rules;
    private readonly ImmutableArray<bool> _sunk;
    private readonly ImmutableArray<bool> _fixed;
    private readonly ImmutableArray<ImmutableArray<int>> _consumers;
    private readonly ImmutableArray<ImmutableArray<int>> _operands;
    private readonly List<FusedGroup> _groups = [];
    private readonly int[] _groupOf;

    private Fuser(ComputationGraph graph, FusionRules rules)
    {
        _graph = graph;
        _rules = rules;
        _sunk = Demand.Sunk(graph);
        _fixed = Dependence.OnParametersAlone(graph);
        _consumers = graph.Consumers();
        _operands = [.. graph.Nodes.Select(node => Operands(node).ToImmutableArray())];
        _groupOf = [.. graph.Nodes.Select(static _ => Unplaced)];
    }

    public static FusionPlan Run(ComputationGraph graph, FusionRules rules)
    {
        var fuser = new Fuser(graph, rules);
        foreach (var node in graph.Nodes)
        {
            fuser.Visit(node);
        }

        foreach (var output in graph.Outputs)
        {
            fuser.Materialize(output.Node);
        }

        return GroupTuning.Run(new(graph, [.. fuser._groups], [.. fuser._groupOf]), rules);
    }

    private void Visit(Node node)
    {
        if (OpClasses.IsKernel(node.Op))
        {
            PlaceKernel(node);
        }
        else if (OpClasses.IsReduction(node.Op))
        {
            if (!TryJoin(node))
            {
                OwnGroup(node);
            }
        }
        else if (OpClasses.IsElementwise(node.Op) && _fixed[node.Id] && IsReadWithSamples(node.Id))
        {
            Materialize(node.Id);
        }
        else if (OpClasses.IsElementwise(node.Op) && (_sunk[node.Id] || !TryJoin(node)) && GroupWeight.IsLarge(_graph, Waiting(node.Id)))
        {
            Materialize(node.Id);
        }
    }

    /// <summary>
    /// Whether a value of the parameters alone is read, be it through views, by one that is not: it is then computed before,
    /// once and not for each sample.
    /// </summary>
    private bool IsReadWithSamples(int id) => _consumers[id].Any(consumer =>
        !_fixed[consumer] || (_graph[consumer].Op is Reshape or Broadcast && IsReadWithSamples(consumer)));

    private void PlaceKernel(Node node)
    {
        foreach (var input in node.Inputs)
        {
            Materialize(input);
        }

        switch (node.Op)
        {
            case ProductSum:
            case MatMul when ProductTerm.IsLoopInvariant(_graph, node):
                PlaceProducts(node);
                break;
            case MatMul { Form: MatMulForm.TransposedLeft } when _rules.JoinsTransposedProducts && (HasTransposedSibling(node) || IsMultipliedInPlace(node)):
                PlaceTransposed(node);
                break;
            case MatMul:
                Start(new MatMulGroup(node.Id, node.Shape, ProductCost.KernelOf(_graph, node), [node.Id]));
                break;
            case PackedMatMul:
                Start(new MatMulGroup(node.Id, node.Shape, ProductKernel.Packed, [node.Id]));
                break;
            case PooledConvolution { Places: true } places:
                JoinOrStart(node, first => first.Equals(places with { Places = false }), new ConvolutionGroup(node.Id, node.Shape, [node.Id]));
                break;
            case Convolution or PooledConvolution:
                Start(new ConvolutionGroup(node.Id, node.Shape, [node.Id]));
                break;
            case GaussianProjections or PackedGaussianProjections or AxisAlignedGaussians:
                Start(new GaussianGroup([node.Id]));
                break;
            case GaussianSavedProjections saved:
                JoinOrStart(node, first => first.Equals(saved.Forward), new GaussianGroup([node.Id]));
                break;
            case GaussianProjectionsGradient or AxisAlignedGaussiansGradient:
                JoinOrStart(node, static _ => true, new GaussianGradientGroup([node.Id]));
                break;
            case Attention or AttentionGradient:
                JoinOrStart(node, first => IsOneAttention(first, node.Op), new AttentionGroup([node.Id]));
                break;
            case Scan scan:
                JoinOrStart(node, scan.IsSibling, new ScanGroup([node.Id]));
                break;
            default:
                Start(new KernelGroup([node.Id]));
                break;
        }
    }

    /// <summary>Joins the group of a family whose first operation has the same inputs and is a sibling, or starts one.</summary>
    private void JoinOrStart<TGroup>(Node node, Func<Op, bool> isSibling, TGroup own)
        where TGroup : FusedGroup
    {
        var group = _groups.FindIndex(group => group is TGroup
            && _graph[group.Nodes[0]] is var first && first.Inputs == node.Inputs && isSibling(first.Op));
        if (group >= 0)
        {
            Join(node.Id, group);
        }
        else
        {
            Start(own);
        }
    }

    private static bool IsOneAttention(Op first, Op second) => first switch
    {
        Attention forward => forward.IsSibling(second),
        AttentionGradient backward => backward.IsSibling(second),
        _ => false,
    };

    /// <summary>Puts a node that waits, and what it waits for, into memory.</summary>
    private void Materialize(int id)
    {
        var node = _graph[id];
        if (node.Op is Reshape)
        {
            Materialize(node.Inputs[0]);
        }
        else if (_groupOf[id] == Unplaced && OpClasses.IsElementwise(node.Op))
        {
            if (!TryJoin(node) && !TryJoinProducts(node))
            {
                OwnGroup(node);
            }
        }
    }

    /// <summary>Starts a group with a node and with whatever waits for it that the same loop can compute; the rest goes before.</summary>
    private void OwnGroup(Node node)
    {
        var own = new RowGroup(Iteration.SpaceOf(_graph, node), []);
        var joining = Waiting(node.Id);
        foreach (var member in joining.Where(member => member != node.Id).OrderBy(static member => member))
        {
            if (IsWaiting(member) && !(Holds(own, _graph[member]) && joining.All(reader => ReadsDirectly(reader, member))))
            {
                Materialize(member);
            }
        }

        Start(own);
        Pull(node.Id, _groups.Count - 1);
    }

    /// <summary>Whether a node does not read another through a view.</summary>
    private bool ReadsDirectly(int reader, int id) =>
        _operands[reader].All(operand => _graph.Root(operand) != id || IsDirect(_graph[reader], operand));

    /// <summary>Joins the latest group that the node reads, together with the waiting nodes that it reads.</summary>
    private bool TryJoin(Node node)
    {
        var joining = Waiting(node.Id);
        var latest = joining.SelectMany(id => _operands[id]).Where(operand => !IsWaiting(operand))
            .Select(operand => _groupOf[_graph.Root(operand)]).DefaultIfEmpty(Unplaced).Max();
        if (latest < 0 || !GroupWeight.Allows(_graph, _groups[latest].Nodes, joining)
            || !joining.All(id => Holds(_groups[latest], _graph[id]) && ReadsWithin(_graph[id], latest)))
        {
            return false;
        }

        Pull(node.Id, latest);
        return true;
    }

    /// <summary>A node and those that wait for it to be placed.</summary>
    private HashSet<int> Waiting(int id)
    {
        var found = new HashSet<int> { id };
        var open = new Stack<int>(found);
        while (open.Count > 0)
        {
            foreach (var operand in _operands[open.Pop()])
            {
                if (IsWaiting(operand) && found.Add(_graph.Root(operand)))
                {
                    open.Push(_graph.Root(operand));
                }
            }
        }

        return found;
    }

    /// <summary>Whether every operand is in memory before the group, or computed within it in the same loop.</summary>
    private bool ReadsWithin(Node node, int index) => _operands[node.Id].All(operand =>
        IsWaiting(operand) ? IsDirect(node, operand)
        : _groupOf[_graph.Root(operand)] != index ? Reaches(_groups[index], _graph[operand].Shape)
        : IsDirect(node, operand) && AvailableInLoop(_groups[index], _graph[operand]));

    /// <summary>Whether the loop of a group has a place for the node.</summary>
    private bool Holds(FusedGroup group, Node node)
    {
        var space = Iteration.SpaceOf(_graph, node);
        return group switch
        {
            MatMulGroup product => OpClasses.IsElementwise(node.Op) && node.Shape == product.Space,
            ProductsGroup product => OpClasses.IsElementwise(node.Op) && node.Shape == product.Space,
            ConvolutionGroup product => OpClasses.IsElementwise(node.Op) && node.Shape == product.Space && !ReadsIota(node),
            RowGroup row when !_rules.Allows(_graph, row, node) => false,
            RowGroup row => space == row.Space
                || (space == Iteration.RowScalars(row.Space) && !Iteration.IsRowReduction(node, row.Space)),
            _ => false,
        };
    }

    /// <summary>A convolution's epilogue counts positions of the image, not elements of the last axis.</summary>
    private bool ReadsIota(Node node) => _graph.InputsOf(node).Any(input =>
        input.Op is Iota || (input.Op is Broadcast && ReadsIota(input)));

    /// <summary>A sum over rows is complete only after the loop.</summary>
    private static bool AvailableInLoop(FusedGroup group, Node node) =>
        group is MatMulGroup or ProductsGroup or ConvolutionGroup || !OpClasses.IsReduction(node.Op) || Iteration.IsRowReduction(node, ((RowGroup)group).Space);

    /// <summary>Whether the epilogue of a product can address an operand of this shape by row and column.</summary>
    private static bool Reaches(FusedGroup group, Shape operand)
    {
        if (group is ConvolutionGroup convolution)
        {
            return ImageOperand.Reaches(operand, convolution.Space);
        }

        if (((group as MatMulGroup)?.Space ?? (group as ProductsGroup)?.Space) is not { } space)
        {
            return true;
        }

        var stretched = Broadcasting.StretchedAxes(operand, space);
        var leading = space.Rank - 1;
        return stretched.IsEmpty || stretched.Count(axis => axis < leading) == leading || (stretched.Length == 1 && stretched[0] == leading);
    }

    private void Pull(int id, int group)
    {
        foreach (var operand in _operands[id])
        {
            if (IsWaiting(operand))
            {
                Pull(operand, group);
            }
        }

        Join(id, group);
    }

    private void Join(int id, int group)
    {
        _groups[group] = _groups[group].With(id);
        _groupOf[id] = group;
    }

    private void Start(FusedGroup group)
    {
        _groups.Add(group);
        foreach (var id in group.Nodes)
        {
            _groupOf[id] = _groups.Count - 1;
        }
    }

    /// <summary>What a node reads from memory or from a register: inputs, through broadcasts.</summary>
    private IEnumerable<int> Operands(Node node) => node.Inputs.Items.SelectMany(id => _graph[id].Op switch
    {
        Broadcast => Operands(_graph[id]),
        var op when OpClasses.IsInline(op) => [],
        _ => [id],
    });

    /// <summary>Read as it is, not through a view of another shape.</summary>
    private bool IsDirect(Node node, int operand) => _graph[operand].Op is not Reshape && !_graph.InputsOf(node).Any(
        input => input.Op is Broadcast && _graph[input.Inputs[0]].Op is Reshape);

    private bool IsWaiting(int operand)
    {
        var root = _graph[_graph.Root(operand)];
        return _groupOf[root.Id] == Unplaced && OpClasses.IsElementwise(root.Op);
    }
}
