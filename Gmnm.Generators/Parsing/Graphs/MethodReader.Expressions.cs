using System.Globalization;
using System.Text;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Parsing.Graphs.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gmnm.Generators.Parsing.Graphs;

/// <content>Expressions.</content>
internal sealed partial class MethodReader
{
    private ReadValue Evaluate(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: var value } } => new ConstantValue(value),
        ILocalReferenceOperation local => Variable(local.Local, local),
        IParameterReferenceOperation parameter => Variable(parameter.Parameter, parameter),
        IConversionOperation conversion => Convert(conversion),
        IBinaryOperation binary => Binary(binary),
        IUnaryOperation unary => Unary(unary),
        IConditionalOperation { WhenFalse: { } otherwise } conditional => Condition(conditional.Condition) switch
        {
            true => Evaluate(conditional.WhenTrue),
            false => Evaluate(otherwise),
            _ => UnknownValue.Instance,
        },
        ICoalesceOperation coalesce => Evaluate(coalesce.Value) is var value && IsNull(value) ? Evaluate(coalesce.WhenNull) : value,
        IIsPatternOperation pattern => MatchesNull(pattern),
        IInvocationOperation invocation => Invoke(invocation),
        IPropertyReferenceOperation property => Property(property),
        IFieldReferenceOperation field => Field(field),
        ITupleOperation tuple => new TupleValue([.. tuple.Elements.Select(Evaluate)]),
        IArrayCreationOperation array => NewArray(array),
        ICollectionExpressionOperation collection => Collection(collection),
        IArrayElementReferenceOperation element => Element(element),
        IRangeOperation range => Range(range),
        ISimpleAssignmentOperation assignment => Assign(assignment),
        ICompoundAssignmentOperation assignment => Assign(assignment),
        IIncrementOrDecrementOperation increment => Assign(increment),
        IDeconstructionAssignmentOperation assignment => Assign(assignment),
        IInvalidOperation => Invalid(),
        _ => Unreadable(operation, Words(operation.Kind)),
    };

    private UnknownValue Invalid()
    {
        Errors.Break();
        return UnknownValue.Instance;
    }

    private ReadValue Variable(ISymbol variable, IOperation place) =>
        _frame.Find(variable) ?? Unread(_reading, place.Syntax.GetLocation());

    private ReadValue Convert(IConversionOperation conversion)
    {
        var value = Evaluate(conversion.Operand);
        return (conversion.Type?.Name, value) switch
        {
            (_, UnknownValue) => value,
            _ when !conversion.Conversion.Exists => Invalid(),
            ("Index", ConstantValue { Value: int index }) => new IndexValue(index, FromEnd: false),
            ("Range" or "AxisRange", IndexValue or RangeValue) => value,
            ("AxisRange", ConstantValue { Value: int index }) => new IndexValue(index, FromEnd: false),
            (_, ConstantValue { Value: null }) => value,
            (MethodForm.TensorName, ConstantValue { Value: { } number }) => Number(number, conversion),
            (_, ConstantValue { Value: { } constant }) when conversion.OperatorMethod is null =>
                ConstantArithmetic.Convert(constant, conversion.Type) is { } converted
                    ? new ConstantValue(converted)
                    : Unreadable(conversion, "conversion"),
            (_, TensorValue or TupleValue or ArrayValue) when conversion.OperatorMethod is null => value,
            _ => Unreadable(conversion, "conversion"),
        };
    }

    private ReadValue Binary(IBinaryOperation binary)
    {
        var left = Evaluate(binary.LeftOperand);
        if (left is ConstantValue { Value: bool known }
            && ((binary.OperatorKind == BinaryOperatorKind.ConditionalAnd && !known) || (binary.OperatorKind == BinaryOperatorKind.ConditionalOr && known)))
        {
            return left;
        }

        var right = Evaluate(binary.RightOperand);
        if (binary.OperatorMethod is { } method && MethodForm.IsTensor(method.ContainingType))
        {
            return Combine(binary.OperatorKind, (left, binary.LeftOperand), (right, binary.RightOperand), binary);
        }

        if (binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && (left is TensorValue || right is TensorValue))
        {
            return IsNull(left) || IsNull(right) ? new ConstantValue(binary.OperatorKind == BinaryOperatorKind.NotEquals) : Compared(binary);
        }

        return Constant(ConstantArithmetic.Binary(binary.OperatorKind, left, right), binary, left, right);
    }

    private UnknownValue Compared(IOperation comparison)
    {
        Errors.Report(DiagnosticDescriptors.TensorsCompared, comparison.Syntax.GetLocation());
        return UnknownValue.Instance;
    }

    private ReadValue Unary(IUnaryOperation unary)
    {
        var operand = Evaluate(unary.Operand);
        return (unary.OperatorKind, operand) switch
        {
            (_, UnknownValue) => operand,
            (UnaryOperatorKind.Minus, TensorValue tensor) => Tensor(TensorWords.Negate, [tensor.Tensor], unary),
            (UnaryOperatorKind.Hat, ConstantValue { Value: int index }) => new IndexValue(index, FromEnd: true),
            _ => Constant(ConstantArithmetic.Unary(unary.OperatorKind, operand), unary, operand),
        };
    }

    /// <summary><c>x is null</c>: whether a tensor is there is known, its elements are not.</summary>
    private ReadValue MatchesNull(IIsPatternOperation match)
    {
        var value = Evaluate(match.Value);
        return (value, match.Pattern) switch
        {
            (UnknownValue, _) => value,
            (_, IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }) => new ConstantValue(IsNull(value)),
            (_, INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } }) =>
                new ConstantValue(!IsNull(value)),
            _ => Unreadable(match, "pattern"),
        };
    }

    private ReadValue Range(IRangeOperation range)
    {
        ReadValue Bound(IOperation? bound, bool fromEnd) => bound is null ? new IndexValue(0, fromEnd) : Evaluate(bound);
        return (Bound(range.LeftOperand, fromEnd: false), Bound(range.RightOperand, fromEnd: true)) switch
        {
            (IndexValue start, IndexValue end) => new RangeValue(start, end),
            (UnknownValue, _) or (_, UnknownValue) => UnknownValue.Instance,
            _ => NotConstant(range, "A range"),
        };
    }

    /// <summary>The result of arithmetic; where there is none, why.</summary>
    private ReadValue Constant(object? result, IOperation place, params ReadValue[] operands) =>
        result is not null ? new ConstantValue(result)
        : operands.Any(static operand => operand is UnknownValue) ? UnknownValue.Instance
        : operands.All(static operand => operand is ConstantValue) ? NotConstant(place, "This arithmetic")
        : Unreadable(place, "operator");

    private static bool IsNull(ReadValue value) => value is ConstantValue { Value: null };

    private static string Format(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>ObjectCreation</c> becomes <c>object creation</c>.</summary>
    private static string Words(OperationKind kind)
    {
        var name = kind switch
        {
            OperationKind.None => "Expression",
            OperationKind.DelegateCreation => "Delegate",
            OperationKind.InstanceReference => "Object",
            OperationKind.IsType => "TypeTest",
            OperationKind.TypeOf => "Type",
            _ => kind.ToString(),
        };
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            words.Append(char.IsUpper(letter) && words.Length > 0 ? " " : "").Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }
}
