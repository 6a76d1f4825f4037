using System.Collections.Immutable;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>
/// Writes products of the same left operands, such as the gates of a recurrent cell: their columns are interleaved, so that
/// a thread has the sums of all gates of a unit, and the depths of their terms follow each other.
/// </summary>
internal sealed class GpuProductsEmitter(GpuContext context, ProductsGroup group, string name, string summary)
{
    /// <summary>Sums that a thread has side by side.</summary>
    private const int Width = 4;

    private static readonly string[] s_sums = ["sums.A", "sums.B", "sums.C", "sums.D"];

    private readonly ComputationGraph _graph = context.Graph;
    private readonly string _rows = context.Unique(name + "Rows");
    private readonly string _weights = context.Unique(name + "Weights");
    private readonly string _epilogue = context.Unique(name + "Epilogue");

    public void Emit()
    {
        ImmutableArray<ImmutableArray<ProductTerm>> products = [.. group.Products.Select(id => ProductTerm.Of(_graph, _graph[id]))];
        var rowsAreFours = products[0].All(RowsAreFours);
        var isAlongDepth = products.All(static terms => terms.All(static term => term.Form == MatMulForm.TransposedRight));
        var weightsAreFours = isAlongDepth && products.All(terms => terms.All(WeightsAreFours));
        new GpuProduct(
            GpuContext.RowsOf(group.Space),
            (Width * group.Space.Last, false),
            (products[0].Sum(static term => term.Depth), false),
            new GpuOperand(_rows, "memory", IsAlongDepth: true, rowsAreFours),
            new GpuOperand(_weights, "memory", isAlongDepth, weightsAreFours),
            $"new {_epilogue}(memory)")
        {
            IsWhole = true,
        }.Emit(context, name, summary);
        Open(_rows, "The left operands, one after the other.", rowsAreFours);
        EmitTerms(products[0], (term, depth) => Row(term, depth, rowsAreFours), "");
        context.Kernels.Close().Close();
        Open(_weights, $"The right operands: column {Width} u + g is that of unit u and product g.", weightsAreFours);
        EmitWeights(products, weightsAreFours);
        context.Kernels.Close().Close();
        new GpuEpilogue(context, group, group.Space, id => group.Products.IndexOf(id) is >= 0 and var place ? s_sums[place] : null)
            .Emit(_epilogue, "IProductEpilogue", "Quad sums, int row, int first", $"var column = first / {Width};");
    }

    private bool RowsAreFours(ProductTerm term) =>
        GpuOperand.AreFours(context.Addresses.Of(term.Left.Id), GpuEpilogue.RowStride(context.Program, term.Left), term.Depth);

    private bool WeightsAreFours(ProductTerm term) =>
        GpuOperand.AreFours(context.Addresses.Of(term.Right.Id), term.Right.Shape.Last, term.Depth);

    private void EmitWeights(ImmutableArray<ImmutableArray<ProductTerm>> products, bool areFours)
    {
        var writer = context.Kernels;
        writer.Line($"var unit = line / {Width};");
        writer.Open($"switch (line % {Width})");
        for (var product = 0; product < products.Length; product++)
        {
            writer.Line($"case {Literal.Int(product)}:");
            EmitTerms(products[product], (term, depth) => Weight(term, depth, areFours), "    ");
        }

        writer.Line("default:\n    return default;").Close();
    }

    private string Row(ProductTerm term, string depth, bool areFours) =>
        Element(term.Left, $"(line * {Literal.Int(GpuEpilogue.RowStride(context.Program, term.Left))}) + {depth}", areFours);

    private string Weight(ProductTerm term, string depth, bool areFours)
    {
        var stride = Literal.Int(term.Right.Shape.Last);
        return Element(term.Right, term.Form == MatMulForm.TransposedRight ? $"(unit * {stride}) + {depth}" : $"({depth} * {stride}) + unit", areFours);
    }

    private string Element(Node node, string index, bool areFours)
    {
        var place = context.Addresses.Of(node.Id);
        return areFours ? $"{place.Text}.LoadFour({index})" : place.Element(index);
    }

    private void Open(string type, string description, bool areFours)
    {
        var writer = context.Kernels;
        writer.Summary(description).Open($"private readonly struct {type}(GpuMemory memory) : {(areFours ? "IVectorOperand" : "IOperand")}");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]").Open($"public {(areFours ? "Quad LoadFour" : "float Load")}(int line, int depth)");
    }

    /// <summary>Returns the element, or the four, of the term that a depth belongs to.</summary>
    private void EmitTerms(ImmutableArray<ProductTerm> terms, Func<ProductTerm, string, string> element, string indent)
    {
        var start = 0;
        for (var index = 0; index < terms.Length; index++)
        {
            var depth = start == 0 ? "depth" : $"(depth - {Literal.Int(start)})";
            start += terms[index].Depth;
            context.Kernels.Line(indent + (index == terms.Length - 1 ? "" : $"if (depth < {Literal.Int(start)}) ") + $"return {element(terms[index], depth)};");
        }
    }
}
