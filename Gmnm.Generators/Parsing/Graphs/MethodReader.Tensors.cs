using System.Collections.Immutable;
using System.Globalization;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;
using Gmnm.Generators.Parsing.Graphs.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gmnm.Generators.Parsing.Graphs;

/// <content>Operations on tensors.</content>
internal sealed partial class MethodReader
{
    /// <summary>A value of the network; unknown where an operand is.</summary>
    private ReadValue Tensor(Operation operation, IEnumerable<GraphValue?> operands, IOperation place)
    {
        var known = operands.ToImmutableArray();
        return known.Any(static operand => operand is null)
            ? UnknownValue.Instance
            : new TensorValue(_reading.Content.Add(
                operation,
                [.. known.OfType<GraphValue>()],
                LayerName.ToIdentifier(_block.Prefix + TensorWords.NameOf(operation)),
                place.Syntax.GetLocation()));
    }

    /// <summary>A number as a tensor.</summary>
    private ReadValue Number(object number, IOperation place) =>
        Finite(ConstantArithmetic.Number(number), "A number", place) is { } value
            ? Tensor(new ConstantOperation(value), [], place)
            : UnknownValue.Instance;

    private double? Finite(double value, string what, IOperation place)
    {
        if (!float.IsInfinity((float)value) && !double.IsNaN(value))
        {
            return value;
        }

        Errors.Report(
            DiagnosticDescriptors.GraphNumberNotFinite, place.Syntax.GetLocation(), what, value.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    /// <summary>The tensor that a value is; null where it is none, which is reported.</summary>
    private GraphValue? AsTensor(ReadValue value, IOperation place)
    {
        if (value is TensorValue tensor)
        {
            return tensor.Tensor;
        }

        if (value is not UnknownValue)
        {
            Unreadable(place, value is ConstantValue { Value: null } ? "null in place of a tensor" : "value in place of a tensor");
        }

        return null;
    }

    private ReadValue Combine(
        BinaryOperatorKind kind, (ReadValue Value, IOperation Place) left, (ReadValue Value, IOperation Place) right, IOperation place) =>
        TensorWords.Binary(kind) is { } operation
            ? Tensor(operation, [AsTensor(left.Value, left.Place), AsTensor(right.Value, right.Place)], place)
            : Unreadable(place, "operator");

    private ReadValue Index(IPropertyReferenceOperation property, IOperation instance)
    {
        var tensor = AsTensor(Evaluate(instance), instance);
        var values = property.Arguments.Select(argument => Evaluate(argument.Value)).ToArray();
        if (values is not [ArrayValue { Items: var items }] || items.Any(static item => item is UnknownValue))
        {
            return UnknownValue.Instance;
        }

        var ranges = items.Select(Axis).ToArray();
        return ranges.Any(static range => range is null)
            ? NotConstant(property, "An index or a range")
            : Tensor(new IndexOperation(ranges.Select(static range => range!.Value).ToEquatableArray()), [tensor], property);
    }

    private static AxisRange? Axis(ReadValue value) => value switch
    {
        IndexValue index => AxisRange.At(index.Index, index.FromEnd),
        RangeValue range => new AxisRange(range.Start.Index, range.Start.FromEnd, range.End.Index, range.End.FromEnd, IsIndex: false),
        _ => null,
    };

    private ReadValue CallTensor(IInvocationOperation call)
    {
        var arguments = new TensorArguments(call, Arguments(call));
        var receiver = call.Instance is null ? null : AsTensor(Evaluate(call.Instance), call.Instance);
        if (arguments.AnyUnknown || (call.Instance is not null && receiver is null))
        {
            return UnknownValue.Instance;
        }

        foreach (var (name, value, place) in arguments.Numbers)
        {
            if (Finite(value, name, place) is null)
            {
                return UnknownValue.Instance;
            }
        }

        if (arguments.FirstNotConstant is { } wrong)
        {
            return AsTensorOrNotConstant(wrong);
        }

        if (!TensorArgumentCheck.Passes(call, arguments, Errors))
        {
            return UnknownValue.Instance;
        }

        if (call.TargetMethod.Name == "Split")
        {
            return Split(call, arguments, receiver!);
        }

        ImmutableArray<GraphValue> operands = receiver is null ? arguments.Tensors : [receiver, .. arguments.Tensors];
        return TensorWords.Read(call.TargetMethod.Name, arguments) is { } operation
            ? Tensor(operation, operands, call)
            : Unreadable(call, "operation");
    }

    private UnknownValue AsTensorOrNotConstant(IArgumentOperation argument) => MethodForm.IsTensor(argument.Parameter?.Type)
        ? Unreadable(argument, "null in place of a tensor")
        : NotConstant(argument, $"'{argument.Parameter?.Name}'");

    private ReadValue Split(IInvocationOperation call, TensorArguments arguments, GraphValue tensor)
    {
        var (axis, parts) = (arguments.Integer("axis"), arguments.Integer("parts"));
        return CanRepeat("Split", call, parts)
            ? new ArrayValue([.. Enumerable.Range(0, parts).Select(part => Tensor(new SplitOperation(axis, parts, part), [tensor], call))])
            : UnknownValue.Instance;
    }
}
