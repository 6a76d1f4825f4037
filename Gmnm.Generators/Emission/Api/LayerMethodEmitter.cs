using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Api;

/// <summary>Implements the partial methods that stand for layers, so that an editor shows their shapes.</summary>
internal static class LayerMethodEmitter
{
    public static void Emit(CodeWriter writer, CompiledNetwork network)
    {
        foreach (var method in network.Declaration.Methods)
        {
            var shapes = method.Calls.Select(call => Describe(network, call)).Distinct().ToArray();
            writer.Summary(method.Text + (shapes.Length == 0 ? "." : $": {string.Join("; ", shapes)}."));
            writer.Line(method.Signature + " =>");
            writer.Line($"    throw new NotSupportedException({Literal.String("This method stands for layers: it is read at compile time and never runs.")});").Blank();
        }
    }

    /// <summary><c>[96, 7] to [96, 64]</c>.</summary>
    private static string Describe(CompiledNetwork network, LayerMethodCall call) =>
        $"{string.Join(" and ", call.Operands.Select(id => ShapeOf(network, id)))} to {ShapeOf(network, call.Result)}";

    private static Shape ShapeOf(CompiledNetwork network, int id) =>
        id < network.Inputs.Length ? network.Inputs[id].Shape : network.Values[id - network.Inputs.Length].Shape;
}
