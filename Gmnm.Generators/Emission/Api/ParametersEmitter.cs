using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Api;

/// <summary>Writes a view of each layer's parameters: <c>network.Linear1.Weight</c>.</summary>
internal static class ParametersEmitter
{
    public static void Emit(CodeWriter writer, CompiledNetwork network)
    {
        foreach (var slots in network.Parameters.Slots.GroupBy(static slot => slot.Layer))
        {
            var layer = network.Declaration.LayerAt(slots.Key)!;
            var (property, type) = LayerName.Members(layer.Name, network.Declaration.IsGraph);
            writer.Summary($"Parameters of {layer.Name}, {LayerText.Describe(layer)}.");
            writer.Line($"public {type} {property} => new(Parameters);").Blank();
            writer.Summary($"Views of the parameters of {layer.Name}. Taking one counts as a change of the parameters.");
            writer.Open($"public readonly struct {type}");
            writer.Line("private readonly ParameterBuffer _parameters;").Blank();
            writer.Line($"internal {type}(ParameterBuffer parameters) => _parameters = parameters;").Blank();
            foreach (var slot in slots)
            {
                Emit(writer, slot, slot.Parameter.ParameterName.Substring(layer.Name.Length + 1));
            }

            writer.Close();
        }
    }

    private static void Emit(CodeWriter writer, ParameterSlot slot, string name)
    {
        var shape = slot.Parameter.Shape;
        var property = LayerName.ToMember(LayerName.ToIdentifier(char.IsDigit(name[0]) ? "layer" + name : name));
        writer.Summary($"{shape}, row-major.{Note(slot.Parameter.Kind)}");
        string[] arguments = [$"_parameters.Write().Slice({Literal.Int(slot.Offset)}, {Literal.Int(shape.Elements)})", Lengths(shape)];
        writer.Line(CodeWriter.List($"public TensorSpan<float> {property} => new(", arguments, ");")).Blank();
    }

    private static string Note(ParameterKind kind) => kind switch
    {
        ParameterKind.State => " A state: training steps replace it.",
        ParameterKind.Frozen => " Frozen: training leaves it as it is.",
        _ => "",
    };

    private static string Lengths(Shape shape) => $"[{string.Join(", ", shape.Sizes.Select(static size => Literal.Int(size)))}]";
}
