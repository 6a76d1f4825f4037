using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>Writes the operations that are one call of a device function over the elements of their result.</summary>
internal static class GpuKernelEmitter
{
    private const int Warp = 32;

    /// <returns>Whether there is a function for the operation.</returns>
    public static bool TryEmit(GpuContext context, Node node, string name, string summary)
    {
        var result = Place(context, node.Id);
        string[] operands = [.. node.Inputs.Select(id => Place(context, id))];
        var first = node.Inputs.Count > 0 ? context.Graph[node.Inputs[0]].Shape : node.Shape;
        var image = node.Op is AveragePoolGradient or PatchesGradient or BilinearUpsampleGradient ? node.Shape : first;
        var call = node.Op switch
        {
            MaxPool op => $"Pooling.Maximum({GpuWindowText.Of(op.Window, first)}, {GpuWindowText.Samples(first)}, {operands[0]}, {result});",
            MaxPoolGradient op => $"Pooling.MaximumGradient{(op.Window.Tiles(first) ? "SideBySide" : "")}({GpuWindowText.Of(op.Window, first)}, {GpuWindowText.Samples(first)}, {string.Join(", ", operands)}, {result});",
            AveragePool op => $"Pooling.Average({GpuWindowText.Of(op.Window, first)}, {GpuWindowText.Samples(first)}, {operands[0]}, {result});",
            AveragePoolGradient op => $"Pooling.AverageGradient({GpuWindowText.Of(op.Window, image)}, {GpuWindowText.Samples(image)}, {operands[0]}, {result});",
            Patches op => $"ImagePatches.Gather({GpuWindowText.Of(op.Window, first)}, {GpuWindowText.Samples(first)}, {operands[0]}, {result});",
            PatchesGradient op => $"ImagePatches.Add({GpuWindowText.Of(op.Window, image)}, {GpuWindowText.Samples(image)}, {operands[0]}, {result});",
            BilinearUpsample op => $"BilinearUpsampling.Forward({Planes(image)}, {op.FactorHeight}, {op.FactorWidth}, {operands[0]}, {result});",
            BilinearUpsampleGradient op => $"BilinearUpsampling.Adjoint({Planes(image)}, {op.FactorHeight}, {op.FactorWidth}, {operands[0]}, {result});",
            EmbeddingLookup => $"EmbeddingRows.Copy({GpuContext.Count(first.Elements, first.IsBatched)}, {Literal.Int(node.Shape.Last)}, {string.Join(", ", operands)}, {result});",
            EmbeddingLookupGradient op => $"EmbeddingRows.Add({GpuContext.Count(first.Elements, first.IsBatched)}, {Literal.Int(op.Count)}, {Literal.Int(node.Shape.Last)}, {string.Join(", ", operands)}, {result});",
            SinusoidTable op => $"SinusoidTable.Fill{op.Form}({Literal.Int(op.Length)}, {Literal.Int(op.Features)}, {result});",
            _ => null,
        };
        if (call is null)
        {
            return false;
        }

        context.Open(name, summary).Line(call).Close();

        // A warp adds up the rows of an index, 32 columns at a time.
        context.Launch(name, GpuContext.Threads, node.Op switch
        {
            EmbeddingLookupGradient sum => new GpuExtent(0, checked(sum.Count * ((node.Shape.Last + Warp - 1) / Warp)), GpuContext.Threads / Warp),
            MaxPoolGradient { Window: var window } when window.Tiles(first) => Over(context.Graph[node.Inputs[1]].Shape),
            _ => Over(node.Shape),
        });
        return true;

        static GpuExtent Over(Shapes.Shape shape) => GpuExtent.Over(shape.Elements, shape.IsBatched, GpuContext.Threads);

        string Planes(Shapes.Shape shape)
        {
            var (count, isBatched) = GpuWindowText.PerImage(shape, shape.Sizes[1]);
            return $"{GpuContext.Count(count, isBatched)}, {Literal.Int(shape.Sizes[2])}, {Literal.Int(shape.Sizes[3])}";
        }
    }

    /// <summary>The exponentials of axis-aligned distances.</summary>
    public static void EmitAxisAligned(GpuContext context, Node node, string name, string summary)
    {
        const int Tile = 32;
        var (rows, isBatched) = GpuContext.RowsOf(node.Shape);
        context.Open(name, summary).Line(
            $"AxisAlignedGaussians.Forward(\n    {Sizes(context, node)}, {GpuEpilogue.Elements($"new Written({Place(context, node.Id)}, {Literal.Int(node.Shape.Last)})", (node.Shape.Last, false))});").Close();
        context.Launch(name, GpuContext.Threads, new GpuExtent(0, node.Shape.Last, Tile), GpuExtent.Over(rows, isBatched, Tile));
    }

    /// <summary>The gradients of the input, the centers and the scales, as far as they are wanted.</summary>
    public static void EmitAxisAlignedGradient(GpuContext context, FusedGroup group, string name, string summary)
    {
        var node = context.Graph[group.Nodes[0]];
        var (input, centers) = (context.Graph[node.Inputs[0]].Shape, context.Graph[node.Inputs[1]].Shape);
        var (rows, isBatched) = GpuContext.RowsOf(input);
        var count = GpuContext.Count(rows, isBatched);
        var isShared = context.Graph[node.Inputs[2]].Shape.Rank == 1;
        var exponentials = $"{Place(context, node.Inputs[3])}, {Place(context, node.Inputs[4])}";
        var unread = context.Addresses.Scratch().Text;
        var (components, features) = (centers.Sizes[0], centers.Last);
        var method = name;
        if (Gradient(0) is { } inputGradient)
        {
            Add($"AxisAlignedGaussians.InputGradient(\n    {Sizes(context, node)}, {exponentials}, {inputGradient});",
                GpuExtent.Over(input.Elements, isBatched, GpuContext.Threads), GpuExtent.One);
        }

        if (Gradient(1) is not null || (Gradient(2) is not null && !isShared))
        {
            Add($"AxisAlignedGaussians.ParameterGradient(\n    0, {Sizes(context, node)}, {exponentials}, {Gradient(1) ?? unread}, {(isShared ? unread : Gradient(2) ?? unread)});",
                new GpuExtent(0, components, Warp), new GpuExtent(0, features, 4));
        }

        if (isShared && Gradient(2) is { } scaleGradient)
        {
            Add($"AxisAlignedGaussians.SharedScaleGradient(\n    0, {count}, {Literal.Int(features)}, {Literal.Int(components)}, {Places(context, node)}, {exponentials}, {scaleGradient});",
                new GpuExtent(0, components, Warp), GpuExtent.One);
        }

        void Add(string call, GpuExtent x, GpuExtent y)
        {
            context.Open(method, summary).Line(call).Close();
            context.Launch(method, GpuContext.Threads, x, y);
            method = context.Unique(name);
        }

        string? Gradient(int operand) => group.Nodes
            .Where(id => ((AxisAlignedGaussiansGradient)context.Graph[id].Op).Operand == operand).Select(id => Place(context, id)).FirstOrDefault();
    }

    private static string Sizes(GpuContext context, Node node)
    {
        var (input, centers) = (context.Graph[node.Inputs[0]].Shape, context.Graph[node.Inputs[1]].Shape);
        var (rows, isBatched) = GpuContext.RowsOf(input);
        var isShared = context.Graph[node.Inputs[2]].Shape.Rank == 1;
        return $"{GpuContext.Count(rows, isBatched)}, {Literal.Int(input.Last)}, {Literal.Int(centers.Sizes[0])}, {(isShared ? "true" : "false")}, {Places(context, node)}";
    }

    private static string Places(GpuContext context, Node node) => string.Join(", ", node.Inputs.Items.Take(3).Select(id => Place(context, id)));

    private static string Place(GpuContext context, int id) => context.Addresses.Of(id).Text;
}
