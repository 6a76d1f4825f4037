using System.Globalization;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;

namespace Gmnm.Generators.Emission.Api;

/// <summary>An operation as the user would write it.</summary>
internal static class OperationText
{
    /// <param name="operation">The operation.</param>
    /// <param name="operands">How its operands are written.</param>
    public static string Describe(Operation operation, IReadOnlyList<string> operands) => operation switch
    {
        BinaryOperation binary => Binary(binary.Kind, operands[0], operands[1]),
        UnaryOperation { Kind: UnaryKind.Negate } => $"-{operands[0]}",
        UnaryOperation unary => $"{operands[0]}.{unary.Kind}()",
        ActivationOperation { Activation: Activation.LeakyRelu } leaky => $"{operands[0]}.LeakyRelu({Text(leaky.NegativeSlope)})",
        ActivationOperation activation => $"{operands[0]}.{activation.Activation}()",
        WhereOperation => $"Where({string.Join(", ", operands)})",
        PowerOperation power => $"{operands[0]}.Pow({Text(power.Exponent)})",
        ClampOperation clamp => $"{operands[0]}.Clamp({Text(clamp.Low)}, {Text(clamp.High)})",
        ReduceOperation { Axis: { } axis } reduce => $"{operands[0]}.{reduce.Kind}({axis}{(reduce.KeepAxis ? ", keepAxis: true" : "")})",
        ReduceOperation reduce => $"{operands[0]}.{reduce.Kind}()",
        SoftmaxOperation softmax => $"{operands[0]}.Softmax({softmax.Axis})",
        ConcatOperation concat => $"Concat({concat.Axis}, {string.Join(", ", operands)})",
        SplitOperation split => $"{operands[0]}.Split({split.Axis}, {split.Parts})[{split.Part}]",
        SliceOperation slice => $"{operands[0]}.Slice({slice.Axis}, {slice.Start}, {slice.Length})",
        IndexOperation index => $"{operands[0]}[{string.Join(", ", index.Ranges.Select(Range))}]",
        PermuteOperation permute => $"{operands[0]}.Permute({string.Join(", ", permute.Axes)})",
        ReshapeOperation reshape => $"{operands[0]}.Reshape({string.Join(", ", reshape.Shape)})",
        _ => $"{operands[0]}.{Name(operation)}({string.Join(", ", operands.Skip(1))})",
    };

    private static string Binary(BinaryKind kind, string left, string right) => kind switch
    {
        BinaryKind.Add => $"{left} + {right}",
        BinaryKind.Subtract => $"{left} - {right}",
        BinaryKind.Multiply => $"{left} * {right}",
        BinaryKind.Divide => $"{left} / {right}",
        BinaryKind.Greater => $"{left} > {right}",
        BinaryKind.GreaterOrEqual => $"{left} >= {right}",
        BinaryKind.Less => $"{left} < {right}",
        BinaryKind.LessOrEqual => $"{left} <= {right}",
        _ => $"{kind}({left}, {right})",
    };

    private static string Range(AxisRange range)
    {
        var start = $"{(range.StartFromEnd ? "^" : "")}{range.Start}";
        var end = $"{(range.EndFromEnd ? "^" : "")}{range.End}";
        return range.IsIndex ? start : $"{(start == "0" ? "" : start)}..{(end == "^0" ? "" : end)}";
    }

    /// <summary><c>MatMul</c> of <c>MatMulOperation</c>.</summary>
    private static string Name(Operation operation) => operation.GetType().Name.Replace("Operation", "");

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
