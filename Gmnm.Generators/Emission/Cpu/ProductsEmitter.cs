using System.Collections.Immutable;
using Gmnm.Generators.Compilation;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes products of the same left operands with packed right ones: the left rows, the call, the epilogue.</summary>
internal sealed class ProductsEmitter
{
    private readonly ComputationGraph _graph;
    private readonly Names _names;
    private readonly ProductsGroup _group;
    private readonly ImmutableArray<ProductTerm> _terms;
    private readonly ProductEpilogue _operands;
    private readonly string _left;
    private readonly string _epilogue;
    private readonly LaneBody _body;

    public ProductsEmitter(CompiledProgram program, Names names, ProductsGroup group, string method, Sharing? sharing)
    {
        (_graph, _names, _group) = (program.Graph, names, group);
        _terms = ProductTerm.Of(_graph, _graph[group.Products[0]]);
        (_left, _epilogue) = (names.Unique(method + "Left"), names.Unique(method + "Epilogue"));
        _operands = new(program, names, group, group.Space, sharing, Result);
        _body = _operands.Build();
    }

    public void EmitMethodBody(CodeWriter writer)
    {
        var depth = KernelScratch.Depth(_graph, _group);
        BatchReciprocals.Emit(writer, _graph, _names, _group);
        if (!_group.IsPackedBefore(_graph))
        {
            writer.Line($"ref var packed = ref Unsafe.Add(ref scratch, {Literal.Int(ParameterLayout.Aligned(KernelScratch.ProductsPerDepth * depth))});");
            EmitPacking(writer, _graph, _group, term => "ref " + _operands.Name(term.Right.Id), "ref packed");
        }

        var lefts = _terms.Select(static term => term.Left.Id).Distinct().Select(id => "ref " + _operands.Name(id));
        writer.Line("PackedProducts.Run(\n"
            + $"    rows: {ProductEpilogue.Rows(_terms[0].Left)}, columns: {Literal.Int(_group.Space.Last)}, depth: {Literal.Int(depth)}, products: {_group.Products.Length}, "
            + $"backward: {(_group.IsPackedBefore(_graph) ? "step % 2 != 0" : "false")},\n"
            + "    ref packed, ref scratch,\n"
            + $"    new {_left}({string.Join(", ", lefts)}),\n"
            + $"    new {_epilogue}({string.Join(", ", _body.Arguments)}));");
    }

    public void EmitBodies(CodeWriter writer)
    {
        EmitLeft(writer);
        _body.Emit(
            writer,
            $"What happens to {string.Join(", ", _group.Products.Select(id => _names[id]))} in registers.",
            _epilogue,
            "IProductsEpilogue",
            "public void Invoke<TLanes>(ref readonly float sums, nint row, nint column)");
    }

    /// <summary>The calls that pack the right operands of a group.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="graph">The graph of the group.</param>
    /// <param name="group">The group.</param>
    /// <param name="rightOf">The reference to the right operand of a term.</param>
    /// <param name="packed">The reference to where they go.</param>
    public static void EmitPacking(CodeWriter writer, ComputationGraph graph, ProductsGroup group, Func<ProductTerm, string> rightOf, string packed)
    {
        var depth = KernelScratch.Depth(graph, group);
        for (var product = 0; product < group.Products.Length; product++)
        {
            var start = 0;
            foreach (var term in ProductTerm.Of(graph, graph[group.Products[product]]))
            {
                var (depthStride, columnStride) = term.Form == MatMulForm.Plain ? (group.Space.Last, 1) : (1, term.Depth);
                writer.Line("PackedProducts.Pack(\n"
                    + $"    columns: {Literal.Int(group.Space.Last)}, depth: {Literal.Int(depth)}, products: {group.Products.Length}, product: {product}, "
                    + $"start: {Literal.Int(start)}, length: {Literal.Int(term.Depth)},\n"
                    + $"    {rightOf(term)}, rightDepthStride: {Literal.Int(depthStride)}, rightColumnStride: {Literal.Int(columnStride)}, {packed});");
                start += term.Depth;
            }
        }
    }

    private LaneOperand? Result(int id) => _group.Products.IndexOf(id) is >= 0 and var product
        ? new(null, "", "", $"TLanes.Load(in sums, {Literal.Int(product * KernelScratch.GroupColumns(_group.Products.Length))})")
        : null;

    private void EmitLeft(CodeWriter writer)
    {
        var lefts = _terms.Select(term => _operands.Name(term.Left.Id)).Distinct().ToArray();
        writer.Summary($"Rows of {string.Join(" and of ", lefts)}.");
        writer.Open(CodeWriter.List($"private readonly ref struct {_left}(", lefts.Select(static left => $"ref float {left}"), ") : ILeftRows"));
        foreach (var left in lefts)
        {
            writer.Line($"private readonly ref float _{left} = ref {left};");
        }

        writer.Blank().Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Open("public void Pack(nint row, nint count, nint width, ref float strip)");
        var start = 0;
        foreach (var term in _terms)
        {
            writer.Line($"PackedProducts.PackRows(ref _{_operands.Name(term.Left.Id)}, rowStride: {Literal.Int(_operands.RowStride(term.Left))}, "
                + $"row, count, width, start: {Literal.Int(start)}, length: {Literal.Int(term.Depth)}, ref strip);");
            start += term.Depth;
        }

        writer.Close().Close();
    }
}
