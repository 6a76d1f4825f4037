using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Parsing.Graphs.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gmnm.Generators.Parsing.Graphs;

/// <content>Calls: of layers, of symbolic methods, of operations on tensors, and of mathematics on constants.</content>
internal sealed partial class MethodReader
{
    private ReadValue Invoke(IInvocationOperation call)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (MethodForm.IsTensor(method.ContainingType))
        {
            return CallTensor(call);
        }

        if (method.ContainingType is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
        {
            return CallMath(call);
        }

        // The users' half declares what is called here, perhaps in another part.
        var isOwn = call.Instance is IInstanceReferenceOperation && SymbolEqualityComparer.Default.Equals(method.ContainingType, _block.Type);
        if (isOwn && _block.TryGetLayers(method, out var layers))
        {
            return CallLayers(call, layers);
        }

        var isLocal = method.MethodKind == MethodKind.LocalFunction;
        if ((!isOwn && !isLocal && !method.IsStatic) || method.DeclaringSyntaxReferences.IsEmpty || LayerMethodForm.IsLayerMethod(method))
        {
            if (!LayerMethodForm.IsLayerMethod(method))
            {
                Errors.Report(DiagnosticDescriptors.UnknownMethod, call.Syntax.GetLocation(), method.Name);
            }

            // A layer method that is not known is reported where it is declared.
            return Unread(_reading, call.Syntax.GetLocation());
        }

        if (!MethodForm.Check(method, Errors) || !CanRepeat("This call", call))
        {
            return UnknownValue.Instance;
        }

        var arguments = Arguments(call);
        if (_block.Recall(method, arguments) is { } known)
        {
            return known;
        }

        var result = Call(_reading, _block, method, arguments, isLocal ? _frame : null, call.Syntax.GetLocation());
        return method.ReturnsVoid ? new ConstantValue(null) : result;
    }

    /// <summary>The arguments in the order of the parameters.</summary>
    private ImmutableArray<ReadValue> Arguments(IInvocationOperation call)
    {
        var values = new ReadValue[call.TargetMethod.Parameters.Length];
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter)
            {
                values[parameter.Ordinal] = Evaluate(argument.Value);
            }
        }

        return [.. values.Select(static value => value ?? UnknownValue.Instance)];
    }

    private ReadValue CallLayers(IInvocationOperation call, LayerChain? layers)
    {
        var tensors = Arguments(call).Select((value, index) => AsTensor(value, ArgumentAt(call, index))).ToImmutableArray();
        if (layers is null || tensors.Any(static tensor => tensor is null) || !CanRepeat("This call", call))
        {
            return UnknownValue.Instance;
        }

        ImmutableArray<GraphValue> operands = [.. tensors.OfType<GraphValue>()];
        if (layers.Apply(_reading, operands, call.Syntax.GetLocation()) is not { } result)
        {
            return UnknownValue.Instance;
        }

        _block.Record(call.TargetMethod.OriginalDefinition, operands, result);
        return new TensorValue(result);
    }

    /// <summary>Where an argument stands; the call where there is none, which is the C# compiler's error.</summary>
    private static IOperation ArgumentAt(IInvocationOperation call, int parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter) ?? (IOperation)call;

    private ReadValue CallMath(IInvocationOperation call)
    {
        var arguments = Arguments(call);
        if (arguments.Any(static argument => argument is UnknownValue))
        {
            return UnknownValue.Instance;
        }

        double[] numbers = [.. arguments.Select(static argument => argument is ConstantValue { Value: { } value } ? ConstantArithmetic.Number(value) : double.NaN)];
        var result = ConstantArithmetic.Function(call.TargetMethod.Name, numbers);
        return ConstantArithmetic.Convert(result, call.TargetMethod.ReturnType) is { } converted
            ? new ConstantValue(converted)
            : NotConstant(call, "This call");
    }
}
