using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>
/// The parameters of a recurrent cell with several gates, W [gates · H, F], U [gates · H, H] and b [gates · H], cut into
/// gates. W x + b is one product over all steps, before the loop; only U h is in it. Starts are PyTorch's: uniform in ±1 / √H.
/// </summary>
internal sealed class GateWeights(LoweringContext context, ScanBuilder scan, Node input, string name, int gates, int units)
{
    private readonly ParameterStart _start = ParameterStart.Uniform(1 / Math.Sqrt(units));
    private readonly Node _inputWeight = context.Parameter(
        name, "inputWeight", ParameterStart.Uniform(1 / Math.Sqrt(units)), gates * units, input.Shape.Last);
    private readonly Node _hiddenWeight = context.Parameter(
        name, "hiddenWeight", ParameterStart.Uniform(1 / Math.Sqrt(units)), gates * units, units);
    private readonly Node _bias = context.Parameter(name, "bias", ParameterStart.Uniform(1 / Math.Sqrt(units)), gates * units);

    /// <summary>Inside the loop: W x + b of one gate.</summary>
    public Node Input(int gate, string gateName)
    {
        var graph = context.Graph;
        var product = graph.Add(new MatMul(MatMulForm.TransposedRight), input, _inputWeight);
        var projected = graph.Named(graph.Add(new Add(), product, _bias), $"{name}.gateInputs");
        return scan.Step.Named(scan.Sequence(projected, gate * units, units), $"{name}.{gateName}Input");
    }

    /// <summary>Inside the loop: U h of one gate.</summary>
    public Node Hidden(int gate, string gateName, Node hidden) => scan.Step.Add(
        new MatMul(MatMulForm.TransposedRight),
        hidden,
        scan.Step.Named(scan.Capture(_hiddenWeight, gate * units, units), $"{name}.{gateName}Weight"));

    /// <summary>Inside the loop: W x + b + U h of one gate.</summary>
    public Node Sum(int gate, string gateName, Node hidden) =>
        scan.Step.Add(new Add(), Hidden(gate, gateName, hidden), Input(gate, gateName));

    /// <summary>Inside the loop: another bias.</summary>
    public Node Bias(string bias)
    {
        var parameter = context.Parameter(name, bias, _start, units);
        return scan.Step.Named(scan.Capture(parameter), parameter.Name!);
    }
}
