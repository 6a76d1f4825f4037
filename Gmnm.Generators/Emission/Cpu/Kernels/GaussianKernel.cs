using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Emission.Cpu.Kernels;

/// <summary>Writes the calls that prepare a Gaussian layer's weights, and those of its backward pass from saved projections.</summary>
internal static class GaussianKernel
{
    public static void Emit(CodeWriter writer, KernelCall call)
    {
        var first = call.Input(0).Shape;
        var (rows, stride) = (KernelCall.Rows(first), Literal.Int(first.Last));
        switch (call.Node.Op)
        {
            case PackedProjections { Forward: var op }:
                writer.Line("GaussianProjections.Pack(\n"
                    + $"    features: {stride}, {Sizes(op)}, {call.Operand(0)}, {call.Result});");
                break;
            case GaussianDerivative { Forward: var op }:
                writer.Line($"GaussianProjections.Derivative<{op.Aggregation}Aggregation>(\n"
                    + $"    rows: {rows}, {Sizes(op)},\n"
                    + $"    {call.Operand(0)}, {call.Operand(1)}, {call.Operand(2)}, exponentialStride: {Literal.Int(op.Components)},\n"
                    + $"    {call.Result}, stride: {stride});");
                break;
            case GaussianOffsetGradient { Forward: var op }:
                writer.Line("GaussianProjections.OffsetGradient(\n"
                    + $"    rows: {rows}, {Sizes(op, call.Sharing)}, {call.Operand(0)}, stride: {stride}, {call.Result});");
                break;
            case GaussianInputGradient { Forward: var op }:
                writer.Line("GaussianProjections.InputGradient(\n"
                    + $"    rows: {rows}, features: {Literal.Int(call.Node.Shape.Last)}, {Sizes(op)},\n"
                    + $"    {call.Operand(0)}, stride: {stride}, {call.Operand(1)}, {call.Result}, ref scratch);");
                break;
            case GaussianWeightGradient { Forward: var op, Centered: var centered }:
                writer.Line($"GaussianProjections.{(centered ? "Centered" : "")}WeightGradient(\n"
                    + $"    rows: {rows}, features: {Literal.Int(call.Node.Shape.Last)}, {Sizes(op, call.Sharing)},\n"
                    + $"    {call.Operand(0)}, stride: {stride}, {call.Operand(1)},{(centered ? $" {call.Operand(2)}, {call.Operand(3)}," : "")} {call.Result}, ref scratch);");
                break;
        }
    }

    /// <summary>The sizes of a layer, or of a thread's range of its components, as arguments.</summary>
    public static string Sizes(GaussianProjections op, Sharing? sharing = null) =>
        $"components: {(sharing is Sharing.Range ? "extent" : Literal.Int(op.Components))}, projections: {Literal.Int(op.Projections)}";
}
