using Gmnm.Generators.Compilation;
using Gmnm.Generators.Emission.Cpu.Kernels;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes the call of a fused GMNM kernel: the exponentials, or their gradients.</summary>
internal sealed class GaussianEmitter(CompiledProgram program, Names names, FusedGroup group)
{
    private readonly ComputationGraph _graph = program.Graph;

    public void EmitMethodBody(CodeWriter writer)
    {
        var node = _graph[group.Nodes[0]];
        var inputs = node.Inputs.Select(Name).ToArray();
        var input = _graph[node.Inputs[0]].Shape;
        var rows = KernelCall.Rows(input);
        var features = Literal.Int(input.Last);
        switch (node.Op)
        {
            case GaussianProjections op when group.Nodes.Length == 1:
                writer.Line($"GaussianProjections.Forward<{op.Aggregation}Aggregation>(\n"
                    + $"    rows: {rows}, features: {features}, {GaussianKernel.Sizes(op)},\n"
                    + $"    {References(inputs)}, ref {Name(node.Id)}, ref scratch);");
                break;
            case GaussianProjections or GaussianSavedProjections:
                var saved = group.Nodes.Select(id => _graph[id].Op).OfType<GaussianSavedProjections>().Single();
                writer.Line($"GaussianProjections.Forward<{saved.Forward.Aggregation}Aggregation>(\n"
                    + $"    rows: {rows}, features: {features}, {GaussianKernel.Sizes(saved.Forward)}, {References(inputs)},\n"
                    + $"    {Result(static op => op is GaussianSavedProjections)}, savedStride: {Literal.Int(GaussianSavedProjections.Length(saved.Forward))},\n"
                    + $"    {Result(static op => op is GaussianProjections)}, exponentialStride: {Literal.Int(saved.Forward.Components)}, ref scratch);");
                break;
            case PackedGaussianProjections { Forward: var op }:
                writer.Line($"GaussianProjections.ForwardPacked<{op.Aggregation}Aggregation>(\n"
                    + $"    rows: {rows}, features: {features}, {GaussianKernel.Sizes(op)},\n"
                    + $"    {References(inputs)}, ref {Name(node.Id)}, ref scratch);");
                break;
            case GaussianProjectionsGradient { Forward: var op }:
                writer.Line($"GaussianProjections.Backward<{op.Aggregation}Aggregation>(\n"
                    + $"    rows: {rows}, features: {features}, {GaussianKernel.Sizes(op)},\n"
                    + $"    {References(inputs)},\n"
                    + $"    {Gradient(1)}, {Gradient(2)}, {Gradient(0)}, ref scratch);");
                break;
            case AxisAlignedGaussians:
                writer.Line("AxisAlignedGaussians.Forward(\n"
                    + $"    rows: {rows}, features: {features}, {AxisAlignedSizes(node)},\n"
                    + $"    {References(inputs)}, ref {Name(node.Id)}, ref scratch);");
                break;
            default:
                writer.Line("AxisAlignedGaussians.Backward(\n"
                    + $"    rows: {rows}, features: {features}, {AxisAlignedSizes(node)},\n"
                    + $"    {References(inputs)},\n"
                    + $"    {Gradient(1)}, {Gradient(2)}, {Gradient(0)}, ref scratch);");
                break;
        }
    }

    private string AxisAlignedSizes(Node node)
    {
        var (centers, scales) = (_graph[node.Inputs[1]].Shape, _graph[node.Inputs[2]].Shape);
        return $"components: {Literal.Int(centers.Sizes[0])}, sharedScale: {(scales.Rank == 1 ? "true" : "false")}";
    }

    /// <summary>The result with respect to one operand; a null reference where nothing needs it.</summary>
    private string Gradient(int operand) => Result(op => op switch
    {
        GaussianProjectionsGradient gradient => gradient.Operand == operand,
        AxisAlignedGaussiansGradient gradient => gradient.Operand == operand,
        _ => false,
    });

    private string Result(Func<Op, bool> isWanted)
    {
        var found = group.Nodes.Where(id => isWanted(_graph[id].Op)).ToArray();
        return found.Length == 1 ? $"ref {Name(found[0])}" : "ref Unsafe.NullRef<float>()";
    }

    private string Name(int id) => names[program.Graph.Root(id)];

    private static string References(IEnumerable<string> inputs) => string.Join(", ", inputs.Select(static name => "ref " + name));
}
