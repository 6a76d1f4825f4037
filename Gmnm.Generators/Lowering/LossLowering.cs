using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Lowering.Layers;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering;

/// <summary>The losses, each a mean over the batch and over the outputs; cross-entropy over the positions that have classes.</summary>
internal static class LossLowering
{
    public static Node Lower(LoweringContext context, StandardLoss loss, Node prediction)
    {
        var graph = context.Graph;
        if (loss.Kind == LossKind.CrossEntropy)
        {
            return MeanOfAll(graph, CrossEntropy(context, loss, prediction));
        }

        if (loss.Kind == LossKind.GaussianNegativeLogLikelihood)
        {
            return MeanOfAll(graph, GaussianNegativeLogLikelihood(context, prediction));
        }

        var x = graph.Reshape(prediction, Shape.OfBatch(prediction.Shape.Elements));
        var target = Target(graph, x.Shape);
        var error = graph.Add(new Subtract(), x, target);
        return MeanOfAll(graph, loss.Kind switch
        {
            LossKind.MeanSquaredError => graph.Add(new Square(), error),
            LossKind.MeanAbsoluteError => graph.Add(new Abs(), error),
            LossKind.Huber => Huber(graph, error, loss.Delta),
            LossKind.BinaryCrossEntropy =>
                graph.Add(new Subtract(), graph.Add(new Softplus(), x), graph.Add(new Multiply(), x, target)),
            _ => throw new InvalidGraphException($"No lowering for {loss.Kind}."),
        });
    }

    /// <summary>The mean over the batch and over all elements of a sample.</summary>
    public static Node MeanOfAll(GraphBuilder graph, Node value)
    {
        var flat = graph.Reshape(value, Shape.OfBatch(value.Shape.Elements));
        return MeanOverBatch(graph, flat.Shape.Last == 1 ? flat : Mean(graph, flat));
    }

    /// <summary>log Σ exp(x) - Σ t x for each row of classes, where t is the smoothed one-hot target.</summary>
    private static Node CrossEntropy(LoweringContext context, StandardLoss loss, Node x)
    {
        var graph = context.Graph;
        var (classes, last) = (x.Shape.Last, x.Shape.Rank - 1);
        if (classes < 2)
        {
            throw context.Error("GMNM1004", "kind", x.Shape.WithoutBatch().ToString());
        }

        var positions = x.Shape.WithLast(1);
        var target = Target(graph, last == 1 ? positions : new Shape(new(x.Shape.Leading)));
        var oneHot = graph.Add(new EqualTo(), graph.Add(new Iota(classes)), graph.Reshape(target, positions));
        var smoothed = loss.LabelSmoothing == 0
            ? oneHot
            : graph.Add(new Add(), graph.Scale(oneHot, 1 - loss.LabelSmoothing), graph.Constant(loss.LabelSmoothing / classes));
        var shifted = SoftmaxLowering.Shifted(graph, x, last);
        var logSum = graph.Add(new Log(), graph.Sum(graph.Add(new Exp(), shifted), last));
        return graph.Add(new Subtract(), logSum, graph.Sum(graph.Add(new Multiply(), smoothed, shifted), last));
    }

    /// <summary>½ (log σ² + (t - μ)² / σ²), where the prediction holds the means and then the logarithms of σ².</summary>
    private static Node GaussianNegativeLogLikelihood(LoweringContext context, Node x)
    {
        var graph = context.Graph;
        RequireFlat(context, x);
        if (x.Shape.Last % 2 != 0)
        {
            throw context.Error("GMNM1003", "kind", x.Shape.WithoutBatch().ToString());
        }

        var half = x.Shape.Last / 2;
        var mean = graph.Add(new Slice(1, 0, half), x);
        var logVariance = graph.Add(new Slice(1, half, half), x);
        var error = graph.Add(new Subtract(), mean, Target(graph, Shape.OfBatch(half)));
        var precision = graph.Add(new Exp(), graph.Add(new Negate(), logVariance));
        var distance = graph.Add(new Multiply(), graph.Add(new Square(), error), precision);
        return graph.Scale(graph.Add(new Add(), logVariance, distance), 0.5);
    }

    /// <summary>c d - ½ c² with c = d limited to ±δ: quadratic inside, linear beyond.</summary>
    private static Node Huber(GraphBuilder graph, Node error, double delta)
    {
        var limited = graph.Add(new Clamp(-delta, delta), error);
        var product = graph.Add(new Multiply(), limited, error);
        return graph.Add(new Subtract(), product, graph.Scale(graph.Add(new Square(), limited), 0.5));
    }

    private static Node Target(GraphBuilder graph, Shape shape) => graph.Named(graph.Add(new Target(shape)), "target");

    private static Node Mean(GraphBuilder graph, Node value) => graph.Scale(graph.Sum(value, 1), 1.0 / value.Shape.Last);

    private static Node MeanOverBatch(GraphBuilder graph, Node value) =>
        graph.Add(new Multiply(), graph.Sum(value, 0), graph.Add(new BatchReciprocal()));

    private static void RequireFlat(LoweringContext context, Node x)
    {
        if (x.Shape.Rank != 2)
        {
            throw context.Error("GMNM1005", "kind", x.Shape.WithoutBatch().ToString());
        }
    }
}
