using Gmnm.Generators.Compilation;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Products;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes a matrix product and the epilogue that its results pass through in registers.</summary>
internal sealed class MatMulEmitter(CompiledProgram program, Names names, MatMulGroup group, string method, Sharing? sharing)
{
    private readonly ComputationGraph _graph = program.Graph;
    private readonly string _epilogue = names.Unique(method + "Epilogue");
    private readonly ProductEpilogue _operands = new(
        program, names, group, group.Space, sharing, id => id == group.Product ? new(null, "", "", "accumulator") : null);

    private LaneBody? _body;

    public void EmitMethodBody(CodeWriter writer)
    {
        _body = _operands.Build();
        var product = _graph[group.Product];
        var (left, right) = (_graph[product.Inputs[0]], _graph[product.Inputs[1]]);
        var (rows, depth, leftRow, leftDepth, rightDepth, rightColumn) = Form(product.Op) switch
        {
            MatMulForm.TransposedRight => (Rows(left), Literal.Int(left.Shape.Last), RowStride(left), 1, 1, left.Shape.Last),
            MatMulForm.Plain => (Rows(left), Literal.Int(left.Shape.Last), RowStride(left), 1, right.Shape.Last, 1),
            _ => (Literal.Int(left.Shape.Last), Rows(left), 1, left.Shape.Last, right.Shape.Last, 1),
        };
        var columns = Literal.Int(product.Shape.Last);
        if (sharing is Sharing.Range range)
        {
            (rows, columns) = range.OfColumns ? (rows, "extent") : ("extent", columns);
        }

        BatchReciprocals.Emit(writer, _graph, names, group);
        var sizes = $"    rows: {rows}, columns: {columns}, depth: {depth},\n";
        var epilogue = $"new {_epilogue}({string.Join(", ", _body.Arguments)}));";
        writer.Line(group.Kernel switch
        {
            ProductKernel.Direct => $"DirectMultiply.{(group.IsHeavy(_graph) ? "RunTiled" : "Run")}(\n{sizes}"
                + $"    ref {_operands.Name(left.Id)}, leftRowStride: {Literal.Int(leftRow)}, leftDepthStride: {Literal.Int(leftDepth)},\n"
                + $"    ref {_operands.Name(right.Id)}, rightDepthStride: {Literal.Int(rightDepth)},\n    {epilogue}",
            ProductKernel.Dot => $"DirectMultiply.Dot(\n{sizes}"
                + $"    ref {_operands.Name(left.Id)}, leftRowStride: {Literal.Int(leftRow)}, ref {_operands.Name(right.Id)},\n    {epilogue}",
            _ when product.Op is PackedMatMul => $"MatrixMultiply.RunPacked(\n{sizes}"
                + $"    ref {_operands.Name(left.Id)}, leftRowStride: {Literal.Int(leftRow)},\n"
                + $"    ref {_operands.Name(right.Id)}, rightDepthStride: {Literal.Int(rightDepth)}, rightColumnStride: {Literal.Int(rightColumn)},\n"
                + $"    ref {_operands.Name(product.Inputs[2])}, ref scratch, {epilogue}",
            _ => $"MatrixMultiply.Run(\n{sizes}"
                + $"    ref {_operands.Name(left.Id)}, leftRowStride: {Literal.Int(leftRow)}, leftDepthStride: {Literal.Int(leftDepth)},\n"
                + $"    ref {_operands.Name(right.Id)}, rightDepthStride: {Literal.Int(rightDepth)}, rightColumnStride: {Literal.Int(rightColumn)},\n"
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
            + $"ref {_operands.Name(left.Id)}, ref {_operands.Name(right.Id)},\n    new {_epilogue}({string.Join(", ", _body!.Arguments)}));");
    }

    public void EmitBodies(CodeWriter writer) => _body!.Emit(
        writer,
        $"What happens to {names[group.Product]} in registers.",
        _epilogue,
        "IEpilogue",
        "public void Invoke<TLanes>(TLanes accumulator, nint row, nint column)");

    private static MatMulForm Form(Op op) => op is PackedMatMul packed ? packed.Product.Form : ((MatMul)op).Form;

    private static string Rows(Node node) => ProductEpilogue.Rows(node);

    private int RowStride(Node node) => _operands.RowStride(node);
}
