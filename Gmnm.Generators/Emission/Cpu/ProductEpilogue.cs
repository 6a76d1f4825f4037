using Gmnm.Generators.Compilation;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Scheduling;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>The elementwise operations that the results of matrix products pass through, by row and column of the result.</summary>
/// <param name="program">The program.</param>
/// <param name="names">Its identifiers.</param>
/// <param name="group">The group.</param>
/// <param name="space">Shape of the results.</param>
/// <param name="sharing">How threads share the group; null where one runs it.</param>
/// <param name="resultOf">How a product of the group is read; null for what is none.</param>
internal sealed class ProductEpilogue(
    CompiledProgram program, Names names, FusedGroup group, Shape space, Sharing? sharing, Func<int, LaneOperand?> resultOf)
{
    private readonly ComputationGraph _graph = program.Graph;

    public LaneBody Build()
    {
        var body = new LaneBody(_graph, names, OperandOf, node => Masks.Origin(names, node, Index(node), sharing));
        foreach (var id in group.Nodes.Where(program.Stored.Contains))
        {
            body.Write(id, LaneOperand.Reference(names[id], Name(id), Index(_graph[id]), program.NextStep(id)), Index(_graph[id]));
        }

        return body;
    }

    /// <summary>Floats from a row of an operand to the next.</summary>
    public int RowStride(Node node) => program.LayoutOf(node.Id) is { SampleStride: > 0 and var apart } ? apart : node.Shape.Last;

    /// <summary>The parameter of the method that holds a node.</summary>
    public string Name(int id) => names[_graph.Root(id)];

    /// <summary>Number of rows of an operand.</summary>
    public static string Rows(Node node)
    {
        var perSample = node.Shape.Elements / node.Shape.Last;
        return !node.Shape.IsBatched ? Literal.Int(perSample) : perSample == 1 ? "rows" : $"rows * {Literal.Int(perSample)}";
    }

    private LaneOperand? OperandOf(Node node)
    {
        if (resultOf(node.Id) is { } result)
        {
            return result;
        }

        if (node.Op is Iota)
        {
            return new(null, "", "", "TLanes.Sequence(column)");
        }

        if (group.Nodes.Contains(node.Id) || OpClasses.IsInline(node.Op))
        {
            return null;
        }

        var field = names[node.Id];
        var stretched = Broadcasting.StretchedAxes(node.Shape, space);
        return node.Shape.Elements == 1 && !node.Shape.IsBatched ? LaneOperand.Scalar(field, Name(node.Id))
            : stretched.Contains(space.Rank - 1)
                ? new(field, "ref float", $"ref {Name(node.Id)}", $"TLanes.Splat(Unsafe.Add(ref _{field}, {Row(node)}))")
                : LaneOperand.Reference(field, Name(node.Id), Index(node), program.NextStep(node.Id));
    }

    /// <summary>The element of an operand with one number for each row.</summary>
    private string Row(Node operand) => RowStride(operand) == 1 ? "row" : $"row * {Literal.Int(RowStride(operand))}";

    /// <summary>The element of an operand at a row and column of the result.</summary>
    private string Index(Node operand) => Broadcasting.StretchedAxes(operand.Shape, space).IsEmpty
        ? $"row * {Literal.Int(RowStride(operand))} + column"
        : "column";
}
