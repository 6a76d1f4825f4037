using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Api;

/// <summary>Writes the description that the runtime reads.</summary>
internal static class InfoEmitter
{
    public static void Emit(CodeWriter writer, CompiledNetwork network)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("public static NetworkInfo Info { get; } = new()").Line("{");
        var lines = new List<string>
        {
            $"Name = {Literal.String(network.Declaration.Name.TrimStart('@'))},",
            $"InputShape = {Array(network.InputShape.Sizes)},",
            $"OutputShape = {Array(network.OutputShape.Sizes)},",
            $"Target = TargetKind.{Target(network)},",
            $"TargetLength = {Literal.Int(network.TargetLength)},",
            $"Inputs = {Tensors(network.Inputs)},",
            $"Outputs = {Tensors(network.Outputs)},",
            $"Targets = {Tensors(network.Targets)},",
            $"ParameterBufferLength = ParameterBufferLength,",
            $"TrainableLength = TrainableLength,",
            $"ParameterCount = ParameterCount,",
            $"MultiplyAccumulates = MultiplyAccumulates,",
            "Layers =",
            "[",
        };
        lines.AddRange(network.Values.Where(static value => value.Layer is not null).Select(static value =>
            $"    new({Literal.String(value.Declaration.Name)}, {Literal.String(LayerText.Describe(value.Layer!))}, "
            + $"{Array(value.Shape.Sizes)}, {Literal.Int(value.ParameterCount)}, {Literal.Int(value.MultiplyAccumulates)}),"));
        lines.Add("],");
        lines.Add("Parameters =");
        lines.Add("[");
        lines.AddRange(network.Parameters.Slots.Select(static slot =>
            $"    new({Literal.String(slot.Parameter.ParameterName)}, {Array(slot.Parameter.Shape.Sizes)}, "
            + $"{Literal.Int(slot.Offset)}, {Initializer(slot.Parameter.Start)}{Kind(slot.Parameter.Kind)}),"));
        lines.Add("],");
        foreach (var line in lines)
        {
            writer.Line("    " + line);
        }

        writer.Line("};").Blank();
    }

    private static string Target(CompiledNetwork network) => network.Declaration.Loss switch
    {
        null => "None",
        StandardLoss { Kind: LossKind.CrossEntropy } => "ClassIndex",
        StandardLoss { Kind: LossKind.BinaryCrossEntropy } => "Probabilities",
        StandardLoss => "Values",
        _ => "Custom",
    };

    private static string Tensors(IEnumerable<CompiledTensor> tensors) =>
        $"[{string.Join(", ", tensors.Select(static tensor => $"new({Literal.String(tensor.Name)}, {Array(tensor.Shape.Sizes)}, {Literal.Int(tensor.Offset)})"))}]";

    private static string Initializer(ParameterStart start) => start switch
    {
        { Kind: "InputSamples", Offset: var offset } => $"Initializer.InputSamples({(offset == 0 ? "" : Literal.Int(offset))})",
        { Kind: "Constant", Scale: 0 } => "Initializer.Zeros",
        _ => $"Initializer.{start.Kind}({Literal.Float(start.Scale)})",
    };

    private static string Kind(ParameterKind kind) =>
        kind == ParameterKind.Trainable ? "" : $", ParameterKind.{kind}";

    private static string Array(IEnumerable<int> sizes) => $"[{string.Join(", ", sizes.Select(static size => Literal.Int(size)))}]";
}
