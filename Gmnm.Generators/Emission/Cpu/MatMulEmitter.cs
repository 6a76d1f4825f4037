using Gmnm.Generators.Compilation;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Products;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes a matrix product and the epilogue that its results pass through in registers.</summary>
internal sealed class MatMulEmitter(CompiledProgram program, Names names, MatMulGroup group, string method)
{
    private readonly ComputationGraph _graph = program.Graph;
    private readonly string _epilogue = names.Unique(method + "Epilogue");
    private LaneBody? _body;

    public void EmitMethodBody(CodeWriter writer)
    {
        _body = Epilogue();
        var product = _graph[group.Product];
        var (left, right) = (_graph[product.Inputs[0]], _graph[product.Inputs[1]]);
        var (rows, depth, leftRow, leftDepth, rightDepth, rightColumn) = ((MatMul)product.Op).Form switch
        {
            MatMulForm.TransposedRight => (Rows(left), Literal.Int(left.Shape.Last), RowStride(left), 1, 1, left.Shape.Last),
            MatMulForm.Plain => (Rows(left), Literal.Int(left.Shape.Last), RowStride(left), 1, right.Shape.Last, 1),
            _ => (Literal.Int(left.Shape.Last), Rows(left), 1, left.Shape.Last, right.Shape.Last, 1),
        };
        BatchReciprocals.Emit(writer, _graph, names, group);
        var sizes = $"    rows: {rows}, columns: {Literal.Int(product.Shape.Last)}, depth: {depth},\n";
        var epilogue = $"new {_epilogue}({string.Join(", ", _body.Arguments)}));";
        writer.Line(group.Kernel switch
        {
            ProductKernel.Direct => $"DirectMultiply.{(group.IsHeavy(_graph) ? "RunTiled" : "Run")}(\n{sizes}"
                + $"    ref {Name(left.Id)}, leftRowStride: {Literal.Int(leftRow)}, leftDepthStride: {Literal.Int(leftDepth)},\n"
                + $"    ref {Name(right.Id)}, rightDepthStride: {Literal.Int(rightDepth)},\n    {epilogue}",
            ProductKernel.Dot => $"DirectMultiply.Dot(\n{sizes}"
                + $"    ref {Name(left.Id)}, leftRowStride: {Literal.Int(leftRow)}, ref {Name(right.Id)},\n    {epilogue}",
            _ => $"MatrixMultiply.Run(\n{sizes}"
                + $"    ref {Name(left.Id)}, leftRowStride: {Literal.Int(leftRow)}, leftDepthStride: {Literal.Int(leftDepth)},\n"
                + $"    ref {Name(right.Id)}, rightDepthStride: {Literal.Int(rightDepth)}, rightColumnStride: {Literal.Int(rightColumn)},\n"
                + $"    ref scratch, {epilogue}",
        });
    }

    /// <summary>The product of one sample, inlined, where the operands and the results are known under their names.</summary>
    public void EmitRow(CodeWriter writer)
    {
        var product = _graph[group.Product];
        var (left, right) = (_graph[product.Inputs[0]], _graph[product.Inputs[1]]);
        var method = group.Kernel == ProductKernel.Dot ? "DotRow" : "Row";
        writer.Line($"DirectMultiply.{method}(\n    columns: {Literal.Int(product.Shape.Last)}, depth: {Literal.Int(left.Shape.Last)}, "
            + $"ref {Name(left.Id)}, ref {Name(right.Id)},\n    new {_epilogue}({string.Join(", ", _body!.Arguments)}));");
    }

    public void EmitBodies(CodeWriter writer) => _body!.Emit(
        writer,
        $"What happens to {names[group.Product]} in registers.",
        _epilogue,
        "IEpilogue",
        "public void Invoke<TLanes>(TLanes accumulator, nint row, nint column)");

    private LaneBody Epilogue()
    {
        var body = new LaneBody(_graph, names, OperandOf, node => (null, Index(node)));
        foreach (var id in group.Nodes.Where(program.Stored.Contains))
        {
            body.Write(id, LaneOperand.Reference(names[id], Name(id), Index(_graph[id])), Index(_graph[id]));
        }

        return body;
    }

    private LaneOperand? OperandOf(Node node)
    {
        if (node.Id == group.Product)
        {
            return new(null, "", "", "accumulator");
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
        var stretched = Broadcasting.StretchedAxes(node.Shape, group.Space);
        return node.Shape.Elements == 1 && !node.Shape.IsBatched ? LaneOperand.Scalar(field, Name(node.Id))
            : stretched.Contains(group.Space.Rank - 1)
                ? new(field, "ref float", $"ref {Name(node.Id)}", $"TLanes.Splat(Unsafe.Add(ref _{field}, row))")
                : LaneOperand.Reference(field, Name(node.Id), Index(node));
    }

    /// <summary>The element of an operand at a row and column of the result.</summary>
    private string Index(Node operand) => Broadcasting.StretchedAxes(operand.Shape, group.Space).IsEmpty
        ? $"row * {Literal.Int(RowStride(operand))} + column"
        : "column";

    private int RowStride(Node node) => program.LayoutOf(node.Id) is { SampleStride: > 0 and var apart } ? apart : node.Shape.Last;

    private string Name(int id) => names[program.Graph.Root(id)];

    private static string Rows(Node node)
    {
        var perSample = node.Shape.Elements / node.Shape.Last;
        return !node.Shape.IsBatched ? Literal.Int(perSample) : perSample == 1 ? "rows" : $"rows * {Literal.Int(perSample)}";
    }
}
