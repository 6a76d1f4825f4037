using System.Collections.Immutable;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>
/// The operands of products of the same left ones, as structs: the terms of a product follow each other along the depth, and
/// the columns of the products are interleaved.
/// </summary>
internal sealed class GpuProductsOperands
{
    /// <summary>Products whose columns are side by side.</summary>
    public const int Width = 4;

    private readonly GpuContext _context;
    private readonly bool _areTiled;
    private readonly ImmutableArray<ImmutableArray<ProductTerm>> _products;

    /// <param name="context">The program.</param>
    /// <param name="group">The products.</param>
    /// <param name="name">What the structs' names start with.</param>
    /// <param name="areTiled">Whether tiles of all products read them, by fours where they may; else each product is read alone.</param>
    public GpuProductsOperands(GpuContext context, ProductsGroup group, string name, bool areTiled)
    {
        (_context, _areTiled) = (context, areTiled);
        _products = [.. group.Products.Select(id => ProductTerm.Of(context.Graph, context.Graph[id]))];
        var isAlongDepth = _products.All(static terms => terms.All(static term => term.Form == MatMulForm.TransposedRight));
        Rows = new GpuOperand(context.Unique(name + "Rows"), "memory", IsAlongDepth: true, areTiled && _products[0].All(RowsAreFours));
        Weights = areTiled
            ? [new GpuOperand(context.Unique(name + "Weights"), "memory", isAlongDepth, isAlongDepth && _products.All(terms => terms.All(WeightsAreFours)))]
            : [.. _products.Select((_, product) => new GpuOperand(context.Unique($"{name}Weights{product + 1}"), "memory", isAlongDepth))];
    }

    /// <summary>The left operands, one after the other.</summary>
    public GpuOperand Rows { get; }

    /// <summary>
    /// The right operands: those of tiles, in which column <see cref="Width"/> u + g is that of unit u and product g; or those of
    /// each product.
    /// </summary>
    public ImmutableArray<GpuOperand> Weights { get; }

    /// <summary>Terms of each sum.</summary>
    public static int DepthOf(GpuContext context, ProductsGroup group) =>
        ProductTerm.Of(context.Graph, context.Graph[group.Products[0]]).Sum(static term => term.Depth);

    /// <summary>Writes the structs.</summary>
    public void Emit()
    {
        Open(Rows, "The left operands, one after the other.");
        EmitTerms(_products[0], (term, depth) => Row(term, depth, Rows.IsOfFours), "");
        _context.Kernels.Close().Close();
        if (_areTiled)
        {
            Open(Weights[0], $"The right operands: column {Width} u + g is that of unit u and product g.");
            EmitWeights();
            _context.Kernels.Close().Close();
            return;
        }

        for (var product = 0; product < _products.Length; product++)
        {
            Open(Weights[product], "The right operands of a product: a line for each unit.");
            EmitTerms(_products[product], (term, depth) => Weight(term, "line", depth, areFours: false), "");
            _context.Kernels.Close().Close();
        }
    }

    private bool RowsAreFours(ProductTerm term) =>
        GpuOperand.AreFours(_context.Addresses.Of(term.Left.Id), GpuEpilogue.RowStride(_context.Program, term.Left), term.Depth);

    private bool WeightsAreFours(ProductTerm term) =>
        GpuOperand.AreFours(_context.Addresses.Of(term.Right.Id), term.Right.Shape.Last, term.Depth);

    private void EmitWeights()
    {
        var writer = _context.Kernels;
        writer.Line($"var unit = line / {Width};");
        writer.Open($"switch (line % {Width})");
        for (var product = 0; product < _products.Length; product++)
        {
            writer.Line($"case {Literal.Int(product)}:");
            EmitTerms(_products[product], (term, depth) => Weight(term, "unit", depth, Weights[0].IsOfFours), "    ");
        }

        writer.Line("default:\n    return default;").Close();
    }

    private string Row(ProductTerm term, string depth, bool areFours) =>
        Element(term.Left, $"(line * {Literal.Int(GpuEpilogue.RowStride(_context.Program, term.Left))}) + {depth}", areFours);

    private string Weight(ProductTerm term, string unit, string depth, bool areFours)
    {
        var stride = Literal.Int(term.Right.Shape.Last);
        return Element(term.Right, term.Form == MatMulForm.TransposedRight ? $"({unit} * {stride}) + {depth}" : $"({depth} * {stride}) + {unit}", areFours);
    }

    private string Element(Node node, string index, bool areFours)
    {
        var place = _context.Addresses.Of(node.Id);
        return areFours ? $"{place.Text}.LoadFour({index})" : place.Element(index);
    }

    private void Open(GpuOperand operand, string description)
    {
        var writer = _context.Kernels;
        writer.Summary(description).Open($"private readonly struct {operand.Type}(GpuMemory memory) : {(operand.IsOfFours ? "IVectorOperand" : "IOperand")}");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]").Open($"public {(operand.IsOfFours ? "Quad LoadFour" : "float Load")}(int line, int depth)");
    }

    /// <summary>Returns the element, or the four, of the term that a depth belongs to.</summary>
    private void EmitTerms(ImmutableArray<ProductTerm> terms, Func<ProductTerm, string, string> element, string indent)
    {
        var start = 0;
        for (var index = 0; index < terms.Length; index++)
        {
            var depth = start == 0 ? "depth" : $"(depth - {Literal.Int(start)})";
            start += terms[index].Depth;
            _context.Kernels.Line(indent + (index == terms.Length - 1 ? "" : $"if (depth < {Literal.Int(start)}) ") + $"return {element(terms[index], depth)};");
        }
    }
}
