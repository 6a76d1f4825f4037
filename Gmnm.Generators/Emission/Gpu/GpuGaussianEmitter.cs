using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Products;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>Writes the exponentials of a Gaussian layer, and the steps of their gradient.</summary>
internal static class GpuGaussianEmitter
{
    private const int Threads = GpuContext.Threads;

    /// <summary>Mirrors <c>GpuColumnSums.Columns</c>.</summary>
    public const int SummedColumns = 8;

    /// <summary>Rows of a part of their sums at least: 32 for each thread.</summary>
    private const int LeastOfPart = 32 * Threads / SummedColumns;

    /// <summary>Projections, distances and exponentials in one product; their place in memory only where they are saved or too many.</summary>
    /// <param name="mixture">The group of the mixture, where the same kernel computes it; null otherwise.</param>
    public static void EmitForward(GpuContext context, FusedGroup group, string name, string summary, MatMulGroup? mixture)
    {
        var exponentials = context.Graph[group.Nodes.First(id => context.Graph[id].Op is GaussianProjections)];
        var saved = group.Nodes.Where(id => context.Graph[id].Op is GaussianSavedProjections).Select(id => (int?)id).FirstOrDefault();
        var forward = (GaussianProjections)exponentials.Op;
        var input = context.Graph[exponentials.Inputs[0]];
        var (components, projections, features) = (forward.Components, forward.Projections, input.Shape.Last);
        var (weights, offsets, result) = (context.Addresses.Of(exponentials.Inputs[1]), Place(exponentials.Inputs[2]), Place(exponentials.Id));
        var rows = GpuContext.RowsOf(input.Shape);
        var width = GaussianTile.Width(forward);
        var left = GpuOperand.LineMajor(context, input, features);
        var savedStride = saved is { } id ? context.Graph[id].Shape.Last : 0;
        if (width > 0)
        {
            var right = width == projections
                ? GpuOperand.LineMajor(weights, features, features)
                : new GpuOperand(
                    "GaussianLines",
                    $"{weights.Text}, {Literal.Int(features)}, {Literal.Int(projections)}, {Literal.Int(width)}",
                    IsAlongDepth: true,
                    GpuOperand.AreFours(weights, features, features));
            var epilogue = mixture is null ? "" : context.Unique(name + "Epilogue");
            new GpuProduct(rows, (components * width, false), (features, false), left, right,
                $"new {Epilogue(projections)}<{Aggregation(forward)}, {(saved is null ? "NoneSaved" : "SavedProjections")}>({offsets}, {result}, {Literal.Int(components)}, "
                + $"{(saved is { } kept ? $"new({Place(kept)}, {Literal.Int(savedStride)})" : "default")})")
            {
                IsWhole = true,
                Then = mixture is null ? null : tile => GpuMixture.Text(context, mixture, tile, epilogue),
            }.Emit(context, name, summary);
            if (mixture is not null)
            {
                GpuMatMulEmitter.EpilogueOf(context, mixture).Emit(epilogue, areFours: false);
            }

            return;
        }

        var stride = saved is null ? components * projections : savedStride;
        var lines = saved is { } whole ? Place(whole) : context.Addresses.Scratch().Text;
        new GpuProduct(rows, (components * projections, false), (features, false), left, GpuOperand.LineMajor(weights, features, features),
            $"new Shifted({lines}, {Literal.Int(stride)}, {offsets})").Emit(context, name, summary);
        var second = context.Unique(name + "Exponentials");
        context.Open(second, "The exponentials of the projections in memory.").Line(
            $"GpuSavedGaussians.Exponentials<{Aggregation(forward)}>({GpuContext.Count(rows.Rows, rows.IsBatched)}, {Literal.Int(components)}, {Literal.Int(projections)}, {lines}, {Literal.Int(stride)}, {result});").Close();
        context.Launch(second, Threads, GpuExtent.Over(checked(rows.Rows * components), rows.IsBatched, Threads));

        string Place(int node) => context.Addresses.Of(node).Text;
    }

    /// <summary>Writes one of the steps of the gradient, of saved projections.</summary>
    public static void EmitGradient(GpuContext context, Node node, string name, string summary)
    {
        switch (node.Op)
        {
            case GaussianDerivative { Forward: var forward }:
                var rows = GpuContext.RowsOf(context.Graph[node.Inputs[1]].Shape);
                context.Open(name, summary).Line(
                    $"GpuSavedGaussians.Differentiate<{Aggregation(forward)}>(\n    {GpuContext.Count(rows.Rows, rows.IsBatched)}, {Literal.Int(forward.Components)}, {Literal.Int(forward.Projections)}, "
                    + $"{Place(node.Inputs[0])}, {Literal.Int(node.Shape.Last)}, {Place(node.Inputs[1])}, {Place(node.Inputs[2])}, {Place(node.Id)});").Close();
                context.Launch(name, Threads, GpuExtent.Over(checked(rows.Rows * forward.Components), rows.IsBatched, Threads));
                break;
            case GaussianInputGradient { Forward: var forward }:
                new GpuProduct(
                    GpuContext.RowsOf(node.Shape), (node.Shape.Last, false), (Terms(forward), false),
                    GpuOperand.LineMajor(context, context.Graph[node.Inputs[0]], Terms(forward)), GpuOperand.DepthMajor(context, context.Graph[node.Inputs[1]], node.Shape.Last),
                    $"new Written({Place(node.Id)}, {Literal.Int(node.Shape.Last)})").Emit(context, name, summary);
                break;
            case GaussianWeightGradient { Forward: var forward } gradient:
                var input = context.Graph[node.Inputs[1]];
                new GpuProduct(
                    (Terms(forward), false), (input.Shape.Last, false), GpuContext.RowsOf(input.Shape),
                    GpuOperand.DepthMajor(context, context.Graph[node.Inputs[0]], Terms(forward)), GpuOperand.DepthMajor(context, input, input.Shape.Last),
                    gradient.Centered
                        ? $"new CenteredWeights({Place(node.Id)}, {Literal.Int(input.Shape.Last)}, {Place(node.Inputs[2])}, {Place(node.Inputs[3])}, {Literal.Int(forward.Projections)})"
                        : $"new Written({Place(node.Id)}, {Literal.Int(input.Shape.Last)})")
                {
                    Parts = GpuProduct.Split(context, node.Shape),
                }.Emit(context, name, summary);
                break;
            case GaussianOffsetGradient:
                var derivatives = context.Graph[node.Inputs[0]];
                var (count, isBatched) = GpuContext.RowsOf(derivatives.Shape);
                EmitColumnSums(context, GpuContext.Count(count, isBatched), GpuExtent.Over(count, isBatched, LeastOfPart, SplitDepth.Most), derivatives, node, name, summary);
                break;
            default:
                throw new InvalidGraphException($"{node.Op} is no step of a Gaussian layer's gradient on a GPU.");
        }

        string Place(int id) => context.Addresses.Of(id).Text;
    }

    /// <summary>
    /// Writes the gradients of a layer whose projections are not saved, because a loop over time lies between: it computes
    /// them again.
    /// </summary>
    public static void EmitRecomputedGradient(GpuContext context, FusedGroup group, string name, string summary)
    {
        var first = context.Graph[group.Nodes[0]];
        var forward = ((GaussianProjectionsGradient)first.Op).Forward;
        var input = context.Graph[first.Inputs[0]];
        var (terms, features, rows) = (Terms(forward), input.Shape.Last, GpuContext.RowsOf(input.Shape));
        var count = GpuContext.Count(rows.Rows, rows.IsBatched);
        var length = checked(rows.Rows * terms);
        var projections = Scratch(0);
        var derivatives = Scratch(1);
        var weights = context.Addresses.Of(first.Inputs[1]);
        new GpuProduct(rows, (terms, false), (features, false), GpuOperand.LineMajor(context, input, features), GpuOperand.LineMajor(weights, features, features),
            $"new Shifted({projections.Text}, {Literal.Int(terms)}, {Place(first.Inputs[2])})").Emit(context, name, summary);
        var second = context.Unique(name + "Derivative");
        context.Open(second, "The gradient of the projections.").Line(
            $"GpuSavedGaussians.Differentiate<{Aggregation(forward)}>(\n    {count}, {Literal.Int(forward.Components)}, {Literal.Int(forward.Projections)}, "
            + $"{projections.Text}, {Literal.Int(terms)}, {Place(first.Inputs[3])}, {Place(first.Inputs[4])}, {derivatives.Text});").Close();
        context.Launch(second, Threads, GpuExtent.Over(checked(rows.Rows * forward.Components), rows.IsBatched, Threads));
        foreach (var node in group.Nodes.Select(id => context.Graph[id]))
        {
            var method = context.Unique(name + "Gradient");
            switch (((GaussianProjectionsGradient)node.Op).Operand)
            {
                case 0:
                    new GpuProduct(rows, (features, false), (terms, false), GpuOperand.LineMajor(derivatives, terms, terms), GpuOperand.DepthMajor(weights, features, features),
                        $"new Written({Place(node.Id)}, {Literal.Int(features)})").Emit(context, method, summary);
                    break;
                case 1:
                    var parts = SplitDepth.Of(node.Shape);
                    new GpuProduct((terms, false), (features, false), rows, GpuOperand.DepthMajor(derivatives, terms, terms), GpuOperand.DepthMajor(context, input, features),
                        $"new Written({Place(node.Id)}, {Literal.Int(features)})")
                    {
                        Parts = parts > 1 ? (parts, Scratch(2)) : null,
                    }.Emit(context, method, summary);
                    break;
                default:
                    context.Open(method, summary).Line($"GpuColumnSums.Add(0, {count}, {Literal.Int(terms)}, {derivatives.Text}, {Literal.Int(terms)}, new Negated({Place(node.Id)}));").Close();
                    context.Launch(method, Threads, new GpuExtent(0, terms, SummedColumns));
                    break;
            }
        }

        GpuPlace Scratch(int index) => rows.IsBatched ? context.Addresses.Scratch(index * length) : context.Addresses.Scratch().Further(index * length);

        string Place(int id) => context.Addresses.Of(id).Text;
    }

    /// <summary>Sums over the batch, in parts: the columns alone would leave most of the device idle.</summary>
    private static void EmitColumnSums(GpuContext context, string rows, GpuExtent parts, Node matrix, Node result, string name, string summary)
    {
        var columns = result.Shape.Elements;
        var sum = new GpuPartSum(context.Addresses.Scratch(), 1, columns, rows, LeastOfPart, SplitDepth.Most, $"new Negated({context.Addresses.Of(result.Id).Text})");
        var writer = context.Open(name, summary);
        writer.Line($"var parts = {sum.Parts};");
        writer.Line($"GpuColumnSums.Add(\n    GpuGrid.PartStart({rows}, GpuGrid.GroupY, parts), GpuGrid.PartStart({rows}, GpuGrid.GroupY + 1, parts), {Literal.Int(columns)},\n"
            + $"    {context.Addresses.Of(matrix.Id).Text}, {Literal.Int(matrix.Shape.Last)}, new GpuPartSums({sum.Sums.Text}, 1, {Literal.Int(columns)}, GpuGrid.GroupY));").Close();
        context.Launch(name, Threads, new GpuExtent(0, columns, SummedColumns), parts);
        sum.Emit(context, context.Unique(name + "Sum"));
    }

    private static int Terms(GaussianProjections forward) => checked(forward.Components * forward.Projections);

    private static string Epilogue(int projections) => projections switch
    {
        1 => "GaussiansOfOne",
        2 => "GaussiansOfTwo",
        3 => "GaussiansOfThree",
        _ => "GaussiansOfFour",
    };

    private static string Aggregation(GaussianProjections forward) => forward.Aggregation switch
    {
        Declaration.Aggregation.Norm => "GpuNorm",
        Declaration.Aggregation.Sum => "GpuSum",
        _ => "GpuQuadratic",
    };
}
