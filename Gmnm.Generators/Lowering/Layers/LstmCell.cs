using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>i, f, o = σ(W x + U h + b), g = tanh(W x + U h + b), c' = f c + i g, h' = o tanh(c'). Gates in the order i, f, g, o.</summary>
internal static class LstmCell
{
    /// <summary>Builds the body of the loop; gives h', the next value of the first state.</summary>
    public static Node Lower(LoweringContext context, ScanBuilder scan, Node input, string name, int units)
    {
        var step = scan.Step;
        var weights = new GateWeights(context, scan, input, name, 4, units);
        var (hidden, cell) = (scan.Zero(units, $"{name}.previousHidden"), scan.Zero(units, $"{name}.previousCell"));
        var inputGate = step.Named(step.Add(new Sigmoid(), weights.Sum(0, "inputGate", hidden)), $"{name}.inputGate");
        var forgetGate = step.Named(step.Add(new Sigmoid(), weights.Sum(1, "forgetGate", hidden)), $"{name}.forgetGate");
        var candidate = step.Named(step.Add(new Tanh(), weights.Sum(2, "candidate", hidden)), $"{name}.candidate");
        var kept = step.Add(new Multiply(), forgetGate, cell);
        var nextCell = step.Named(step.Add(new Add(), kept, step.Add(new Multiply(), inputGate, candidate)), $"{name}.cell");
        var outputGate = step.Named(step.Add(new Sigmoid(), weights.Sum(3, "outputGate", hidden)), $"{name}.outputGate");
        var shown = step.Named(step.Add(new Tanh(), nextCell), $"{name}.shownCell");
        var nextHidden = step.Named(step.Add(new Multiply(), outputGate, shown), $"{name}.hidden");
        scan.Next(nextHidden);
        scan.Next(nextCell);
        return nextHidden;
    }
}
