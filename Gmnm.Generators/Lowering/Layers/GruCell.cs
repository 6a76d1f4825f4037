using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>r, z = σ(W x + U h + b), n = tanh(W x + b + r (U h + hiddenBias)), h' = n + z (h - n). Gates in the order r, z, n.</summary>
internal static class GruCell
{
    /// <summary>Builds the body of the loop; gives h', the next value of its only state.</summary>
    public static Node Lower(LoweringContext context, ScanBuilder scan, Node input, string name, int units)
    {
        var step = scan.Step;
        var weights = new GateWeights(context, scan, input, name, 3, units);
        var hidden = scan.Zero(units, $"{name}.previousHidden");
        var resetGate = step.Named(step.Add(new Sigmoid(), weights.Sum(0, "resetGate", hidden)), $"{name}.resetGate");
        var updateGate = step.Named(step.Add(new Sigmoid(), weights.Sum(1, "updateGate", hidden)), $"{name}.updateGate");
        var recalled = step.Named(
            step.Add(new Add(), weights.Hidden(2, "candidate", hidden), weights.Bias("hiddenBias")), $"{name}.recalled");
        var reset = step.Add(new Multiply(), resetGate, recalled);
        var candidate = step.Named(step.Add(new Tanh(), step.Add(new Add(), weights.Input(2, "candidate"), reset)), $"{name}.candidate");
        var difference = step.Add(new Subtract(), hidden, candidate);
        var nextHidden = step.Named(
            step.Add(new Add(), candidate, step.Add(new Multiply(), updateGate, difference)), $"{name}.hidden");
        scan.Next(nextHidden);
        return nextHidden;
    }
}
