using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Parsing.Graphs.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gmnm.Generators.Parsing.Graphs;

/// <content>Statements.</content>
internal sealed partial class MethodReader
{
    /// <summary>Where execution goes after a statement.</summary>
    private enum Flow
    {
        Next,
        Return,
        Break,
        Continue,
    }

    private Flow Execute(IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation block:
                return Execute(block.Operations);
            case IVariableDeclarationGroupOperation group:
                Declare(group);
                return Flow.Next;
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation);
                return Flow.Next;
            case IReturnOperation { ReturnedValue: { } value, Kind: OperationKind.Return }:
                _result = Evaluate(value);
                return Flow.Return;
            case IConditionalOperation conditional:
                return Execute(conditional);
            case IForLoopOperation loop:
                return Execute(loop);
            case IForEachLoopOperation loop:
                return Execute(loop);
            case IBranchOperation { BranchKind: BranchKind.Break }:
                return Flow.Break;
            case IBranchOperation { BranchKind: BranchKind.Continue }:
                return Flow.Continue;
            case IEmptyOperation or ILocalFunctionOperation:
                return Flow.Next;
            case IInvalidOperation:
                Errors.Break();
                return Flow.Next;
            default:
                var keyword = statement.Syntax.GetFirstToken();
                Errors.Report(DiagnosticDescriptors.UnreadableStatement, keyword.GetLocation(), keyword.ValueText);
                return Flow.Next;
        }
    }

    private Flow Execute(IEnumerable<IOperation> statements)
    {
        foreach (var statement in statements)
        {
            var flow = Execute(statement);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    private void Declare(IVariableDeclarationGroupOperation group)
    {
        foreach (var declarator in group.Declarations.SelectMany(static declaration => declaration.Declarators))
        {
            if (declarator.Symbol.RefKind != RefKind.None)
            {
                Unreadable(declarator, "reference to a variable");
            }
            else if (declarator.GetVariableInitializer() is { } initializer)
            {
                Assign(declarator.Symbol, Evaluate(initializer.Value), isNew: true);
            }
        }
    }

    private Flow Execute(IConditionalOperation conditional) => Condition(conditional.Condition) switch
    {
        true => Execute(conditional.WhenTrue),
        false when conditional.WhenFalse is { } otherwise => Execute(otherwise),
        _ => Flow.Next,
    };

    /// <summary>Whether a condition holds; null where that could not be read.</summary>
    private bool? Condition(IOperation condition)
    {
        switch (Evaluate(condition))
        {
            case ConstantValue { Value: bool holds }:
                return holds;
            case UnknownValue:
                return null;
            default:
                NotConstant(condition, "A condition");
                return null;
        }
    }

    private Flow Execute(IForLoopOperation loop)
    {
        Execute(loop.Before);
        while (loop.Condition is null || Condition(loop.Condition) == true)
        {
            if (!CanRepeat("This loop", loop.Condition ?? loop))
            {
                return Flow.Next;
            }

            var flow = Execute(loop.Body);
            if (flow is Flow.Return or Flow.Break)
            {
                return flow == Flow.Return ? flow : Flow.Next;
            }

            Execute(loop.AtLoopBottom);
        }

        return Flow.Next;
    }

    private Flow Execute(IForEachLoopOperation loop)
    {
        var collection = Evaluate(loop.Collection);
        if (collection is not ArrayValue array)
        {
            return collection is UnknownValue ? Flow.Next : Fail(loop);
        }

        // A copy: the body may assign to the array.
        foreach (var item in array.Items.ToArray())
        {
            if (!CanRepeat("This loop", loop.Collection))
            {
                return Flow.Next;
            }

            AssignTo(loop.LoopControlVariable, item);
            var flow = Execute(loop.Body);
            if (flow is Flow.Return or Flow.Break)
            {
                return flow == Flow.Return ? flow : Flow.Next;
            }
        }

        return Flow.Next;
    }

    private Flow Fail(IForEachLoopOperation loop)
    {
        Unreadable(loop.Collection, "collection");
        return Flow.Next;
    }
}
