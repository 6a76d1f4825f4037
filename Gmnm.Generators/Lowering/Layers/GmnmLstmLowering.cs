using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>
/// An LSTM whose candidate is a GMNM of [x, h] in place of tanh(W x + U h + b): g = G([x, h]), c' = f c + i g,
/// h' = o tanh(c'). The gates are those of an LSTM, in the order i, f, o, or σ of a GMNM of [x, h] each.
/// </summary>
internal static class GmnmLstmLowering
{
    public static Node Lower(LoweringContext context, GmnmLstmLayer layer, Node input)
    {
        RecurrentLowering.RequireSequence(context, input);
        var scan = new ScanBuilder(context.Graph, input.Shape.Sizes[1], reverse: false);
        var hidden = Cell(context, scan, layer, input);
        var loop = scan.Build();
        return layer.Last ? loop.Final(0) : loop.Stacked(hidden);
    }

    /// <summary>Builds the body of the loop; gives h', the next value of the first state.</summary>
    private static Node Cell(LoweringContext context, ScanBuilder scan, GmnmLstmLayer layer, Node input)
    {
        var step = scan.Step;
        Node Named(Node node, string name) => step.Named(node, $"{layer.Name}.{name}");
        var (hidden, cell) = (scan.Zero(layer.Units, $"{layer.Name}.previousHidden"), scan.Zero(layer.Units, $"{layer.Name}.previousCell"));
        var x = step.Named(scan.Sequence(input), input.Name ?? $"{layer.Name}.input");
        var joined = Named(step.Add(new Concat(1, 2), x, hidden), "joined");
        var features = input.Shape.Last + layer.Units;

        Node Mixture(string part) => new GmnmMixture(
            context,
            new GmnmLayer($"{layer.Name}.{part}", layer.Units, layer.Components, layer.Projections, layer.Aggregation, Bias: true),
            features,
            ParameterStart.Normal(1)).At(step, joined, known => known.Name is { } name ? step.Named(scan.Capture(known), name) : scan.Capture(known));

        var weights = layer.Gates ? null : new GateWeights(context, scan, input, layer.Name, 3, layer.Units);
        Node Gate(int gate, string name) =>
            Named(step.Add(new Sigmoid(), weights is null ? Mixture(name) : weights.Sum(gate, name, hidden)), name);

        var (inputGate, forgetGate, outputGate) = (Gate(0, "inputGate"), Gate(1, "forgetGate"), Gate(2, "outputGate"));
        var candidate = Named(Mixture("candidate"), "candidate");
        var kept = step.Add(new Multiply(), forgetGate, cell);
        var nextCell = Named(step.Add(new Add(), kept, step.Add(new Multiply(), inputGate, candidate)), "cell");
        var nextHidden = Named(step.Add(new Multiply(), outputGate, Named(step.Add(new Tanh(), nextCell), "shownCell")), "hidden");
        scan.Next(nextHidden);
        scan.Next(nextCell);
        return nextHidden;
    }
}
