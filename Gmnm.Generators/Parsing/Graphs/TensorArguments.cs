using System.Collections.Immutable;
using Gmnm.Generators.Model;
using Gmnm.Generators.Parsing.Graphs.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>The arguments of an operation on tensors, by the names of its parameters.</summary>
/// <param name="call">The call.</param>
/// <param name="values">One for each parameter.</param>
internal sealed class TensorArguments(IInvocationOperation call, ImmutableArray<ReadValue> values)
{
    public bool AnyUnknown => values.Any(static value => value is UnknownValue || value is ArrayValue array && array.Items.Any(static item => item is UnknownValue));

    /// <summary>The tensors among the arguments, those of arrays one after the other.</summary>
    public ImmutableArray<GraphValue> Tensors =>
        [.. values.SelectMany(static value => value is ArrayValue array ? array.Items : [value]).OfType<TensorValue>().Select(static value => value.Tensor)];

    /// <summary>The real numbers among the arguments.</summary>
    public IEnumerable<(string Name, double Value, IOperation Place)> Numbers =>
        from argument in call.Arguments
        let value = Value(argument)
        where value is ConstantValue { Value: double }
        select (argument.Parameter!.Name, (double)((ConstantValue)value).Value!, (IOperation)argument);

    /// <summary>An argument that is not what its parameter needs.</summary>
    public IArgumentOperation? FirstNotConstant => call.Arguments.FirstOrDefault(argument => !Fits(Value(argument)));

    public int Integer(string name) => Find(name) is ConstantValue { Value: int value } ? value : 0;

    public double Number(string name) => Find(name) is ConstantValue { Value: double value } ? value : 0;

    public bool Flag(string name) => Find(name) is ConstantValue { Value: true };

    /// <summary>Whether the operation that was called has this parameter.</summary>
    public bool Has(string name) => Find(name) is not null;

    public EquatableArray<int> Integers(string name) => Find(name) is ArrayValue array
        ? array.Items.OfType<ConstantValue>().Select(static item => item.Value is int value ? value : 0).ToEquatableArray()
        : [];

    private static bool Fits(ReadValue? value) => value switch
    {
        TensorValue or ConstantValue { Value: int or double or bool } => true,
        ArrayValue array => array.Items.All(Fits),
        _ => false,
    };

    private ReadValue? Value(IArgumentOperation argument) => argument.Parameter is { } parameter ? values[parameter.Ordinal] : null;

    private ReadValue? Find(string name) =>
        call.TargetMethod.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } parameter ? values[parameter.Ordinal] : null;
}
