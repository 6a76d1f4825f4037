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
        new GpuProduct(
            GpuContext.RowsOf(group.Space),
            (Width * group.Space.Last, false),
            (products[0].Sum(static term => term.Depth), false),
            $"new {_rows}(memory)",
            $"new {_weights}(memory)",
            $"new {_epilogue}(memory)")
        {
            IsWhole = true,
        }.Emit(context, name, summary);
        EmitOperand(_rows, "The left operands, one after the other.", isAlongDepth: true, products[0],
            (term, depth) => context.Addresses.Of(term.Left.Id).Element($"(line * {Literal.Int(GpuEpilogue.RowStride(context.Program, term.Left))}) + {depth}"));
        EmitWeights(products);
        new GpuEpilogue(context, group, group.Space, id => group.Products.IndexOf(id) is >= 0 and var place ? s_sums[place] : null)
            .Emit(_epilogue, "IProductEpilogue", "Quad sums, int row, int first", $"var column = first / {Width};");
    }

    private void EmitWeights(ImmutableArray<ImmutableArray<ProductTerm>> products)
    {
        var isAlongDepth = products.All(static terms => terms.All(static term => term.Form == MatMulForm.TransposedRight));
        var writer = context.Kernels;
        Open(writer, _weights, $"The right operands: column {Width} u + g is that of unit u and product g.", isAlongDepth);
        writer.Line($"var unit = line / {Width};");
        writer.Open($"switch (line % {Width})");
        for (var product = 0; product < products.Length; product++)
        {
            writer.Line($"case {Literal.Int(product)}:");
            EmitTerms(writer, products[product], Weight, "    ");
        }

        writer.Line("default:\n    return 0f;").Close().Close().Close();
    }

    private string Weight(ProductTerm term, string depth)
    {
        var stride = Literal.Int(term.Right.Shape.Last);
        return context.Addresses.Of(term.Right.Id).Element(term.Form == MatMulForm.TransposedRight
            ? $"(unit * {stride}) + {depth}"
            : $"({depth} * {stride}) + unit");
    }

    private void EmitOperand(string type, string description, bool isAlongDepth, ImmutableArray<ProductTerm> terms, Func<ProductTerm, string, string> element)
    {
        var writer = context.Kernels;
        Open(writer, type, description, isAlongDepth);
        EmitTerms(writer, terms, element, "");
        writer.Close().Close();
    }

    private static void Open(CodeWriter writer, string type, string description, bool isAlongDepth)
    {
        writer.Summary(description).Open($"private readonly struct {type}(GpuMemory memory) : IOperand");
        writer.Line($"public static bool IsAlongDepth => {(isAlongDepth ? "true" : "false")};").Blank();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]").Open("public float Load(int line, int depth)");
    }

    /// <summary>Returns the element of the term that a depth belongs to.</summary>
    private static void EmitTerms(CodeWriter writer, ImmutableArray<ProductTerm> terms, Func<ProductTerm, string, string> element, string indent)
    {
        var start = 0;
        for (var index = 0; index < terms.Length; index++)
        {
            var depth = start == 0 ? "depth" : $"(depth - {Literal.Int(start)})";
            start += terms[index].Depth;
            writer.Line(indent + (index == terms.Length - 1 ? "" : $"if (depth < {Literal.Int(start)}) ") + $"return {element(terms[index], depth)};");
        }
    }
}
