using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Parsing.Graphs.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gmnm.Generators.Parsing.Graphs;

/// <content>Assignments: to variables, elements of arrays, and tuples of them.</content>
internal sealed partial class MethodReader
{
    private ReadValue Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment.IsRef)
        {
            return Unreadable(assignment, "reference to a variable");
        }

        var value = Evaluate(assignment.Value);
        AssignTo(assignment.Target, value);
        return value;
    }

    private ReadValue Assign(ICompoundAssignmentOperation assignment)
    {
        var left = Evaluate(assignment.Target);
        var right = Evaluate(assignment.Value);
        var value = MethodForm.IsTensor(assignment.OperatorMethod?.ContainingType)
            ? Combine(assignment.OperatorKind, (left, assignment.Target), (right, assignment.Value), assignment)
            : Constant(
                ConstantArithmetic.Convert(ConstantArithmetic.Binary(assignment.OperatorKind, left, right), assignment.Type),
                assignment,
                left,
                right);
        AssignTo(assignment.Target, value);
        return value;
    }

    private ReadValue Assign(IIncrementOrDecrementOperation increment)
    {
        var before = Evaluate(increment.Target);
        var kind = increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var one = new ConstantValue(1);
        var after = Constant(
            ConstantArithmetic.Convert(ConstantArithmetic.Binary(kind, before, one), increment.Type), increment, before, one);
        AssignTo(increment.Target, after);
        return increment.IsPostfix ? before : after;
    }

    private ReadValue Assign(IDeconstructionAssignmentOperation assignment)
    {
        var value = Evaluate(assignment.Value);
        AssignTo(assignment.Target, value);
        return value;
    }

    private void AssignTo(IOperation target, ReadValue value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Assign(local.Local, value, isNew: local.IsDeclaration);
                break;
            case IParameterReferenceOperation parameter:
                Assign(parameter.Parameter, value, isNew: false);
                break;
            case IVariableDeclaratorOperation declarator:
                Assign(declarator.Symbol, value, isNew: true);
                break;
            case IDeclarationExpressionOperation declaration:
                AssignTo(declaration.Expression, value);
                break;
            case ITupleOperation tuple:
                AssignTo(tuple, value);
                break;
            case IArrayElementReferenceOperation element:
                AssignTo(element, value);
                break;
            case IDiscardOperation:
                break;
            case IInvalidOperation:
                Errors.Break();
                break;
            default:
                Errors.Report(DiagnosticDescriptors.AssignmentOutside, target.Syntax.GetLocation(), target.Syntax.ToString());
                break;
        }
    }

    /// <summary>A tensor is named after the first variable that holds it.</summary>
    private void Assign(ISymbol variable, ReadValue value, bool isNew)
    {
        if (value is TensorValue { Tensor: var tensor })
        {
            tensor.NameAfter(LayerName.ToIdentifier(_block.Prefix + variable.Name));
        }

        if (isNew)
        {
            _frame.Declare(variable, value);
        }
        else
        {
            _frame.Assign(variable, value);
        }
    }

    private void AssignTo(ITupleOperation targets, ReadValue value)
    {
        var items = value switch
        {
            TupleValue tuple => tuple.Items,
            ArrayValue array => array.Items,
            UnknownValue => [.. targets.Elements.Select(static _ => UnknownValue.Instance)],
            _ => [],
        };
        if (items.Length != targets.Elements.Length)
        {
            Errors.Report(
                DiagnosticDescriptors.WrongPartCount, targets.Syntax.GetLocation(), Format(items.Length), Format(targets.Elements.Length));
            return;
        }

        for (var index = 0; index < items.Length; index++)
        {
            AssignTo(targets.Elements[index], items[index]);
        }
    }

    private void AssignTo(IArrayElementReferenceOperation element, ReadValue value)
    {
        if (Place(element) is { } place)
        {
            place.Array.Items[place.Index] = value;
        }
    }
}
