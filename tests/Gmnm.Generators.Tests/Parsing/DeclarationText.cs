using System.Globalization;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;

namespace Gmnm.Generators.Tests.Parsing;

/// <summary>A declaration as lines of text: layers, values, outputs, loss.</summary>
internal static class DeclarationText
{
    public static string Of(NetworkDeclaration network)
    {
        string[] targets = network.Loss is SymbolicLoss loss ? [.. loss.Targets.Select(static target => target.Name)] : [];
        string[] lossValues = network.Loss is SymbolicLoss symbolic ? [.. symbolic.Values.Select(static value => value.Name)] : [];
        string[] ids =
        [
            .. network.Inputs.Select(static input => input.Name), .. network.Values.Select(static value => value.Name), .. targets, .. lossValues,
        ];
        IEnumerable<string> lines =
        [
            .. network.Inputs.Select(static input => $"input {input.Name} {Shape(input)}"),
            .. network.Values.Select(value => Line(network, value, ids)),
            .. network.Outputs.Select(output => $"output {output.Name} = {ids[output.Value]}"),
            .. (network.Loss as SymbolicLoss)?.Targets.Select(static target => $"target {target.Name} {Shape(target)}") ?? [],
            .. (network.Loss as SymbolicLoss)?.Values.Select(value => Line(network, value, ids)) ?? [],
            .. network.Loss is SymbolicLoss { Result: var result } ? [$"loss {ids[result]}"] : Array.Empty<string>(),
        ];
        return string.Join('\n', lines);
    }

    private static string Line(NetworkDeclaration network, ValueDeclaration value, string[] ids) =>
        $"{value.Name} = {Describe(network, value.Operation)}({string.Join(", ", value.Operands.Select(operand => ids[operand]))})";

    private static string Describe(NetworkDeclaration network, Operation operation) => operation switch
    {
        LayerCall call => network.Layers[call.Layer].Name,
        BinaryOperation binary => binary.Kind.ToString(),
        UnaryOperation unary => unary.Kind.ToString(),
        ActivationOperation { Activation: Activation.LeakyRelu } leaky => $"LeakyRelu<{Number(leaky.NegativeSlope)}>",
        ActivationOperation activation => activation.Activation.ToString(),
        ConstantOperation constant => Number(constant.Value),
        PowerOperation power => $"Pow<{Number(power.Exponent)}>",
        ClampOperation clamp => $"Clamp<{Number(clamp.Low)}, {Number(clamp.High)}>",
        ReduceOperation reduce => $"{reduce.Kind}<{reduce.Axis?.ToString(CultureInfo.InvariantCulture) ?? "all"}{(reduce.KeepAxis ? ", keep" : "")}>",
        ConcatOperation concat => $"Concat<{concat.Axis}>",
        SplitOperation split => $"Split<{split.Axis}, {split.Part} of {split.Parts}>",
        SliceOperation slice => $"Slice<{slice.Axis}, {slice.Start}, {slice.Length}>",
        SoftmaxOperation softmax => $"Softmax<{softmax.Axis}>",
        PermuteOperation permute => $"Permute<{string.Join(", ", permute.Axes)}>",
        ReshapeOperation reshape => $"Reshape<{string.Join(", ", reshape.Shape)}>",
        IndexOperation index => $"Index<{string.Join(", ", index.Ranges.Select(Range))}>",
        _ => operation.GetType().Name.Replace(nameof(Operation), "", StringComparison.Ordinal),
    };

    private static string Range(Declaration.Operations.AxisRange range)
    {
        static string Bound(int index, bool fromEnd) => fromEnd ? $"^{index}" : $"{index}";
        return range.IsIndex
            ? Bound(range.Start, range.StartFromEnd)
            : $"{Bound(range.Start, range.StartFromEnd)}..{Bound(range.End, range.EndFromEnd)}";
    }

    private static string Shape(InputDeclaration input) => $"[{string.Join(", ", input.Shape)}]";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
