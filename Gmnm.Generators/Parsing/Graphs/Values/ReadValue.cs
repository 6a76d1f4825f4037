namespace Gmnm.Generators.Parsing.Graphs.Values;

/// <summary>What an expression is while a method is read.</summary>
internal abstract record ReadValue;

/// <summary>What could not be read. The reason is reported already; whatever is made of it is unknown too.</summary>
internal sealed record UnknownValue : ReadValue
{
    public static UnknownValue Instance { get; } = new();
}

/// <summary>A number, truth value, text or null, known while the project is compiled.</summary>
internal sealed record ConstantValue(object? Value) : ReadValue;

/// <summary>A tensor of the network.</summary>
internal sealed record TensorValue(GraphValue Tensor) : ReadValue;

/// <summary>A tuple.</summary>
internal sealed record TupleValue(ReadValue[] Items) : ReadValue;

/// <summary>An array. Its elements can be assigned, and every variable that holds it sees that.</summary>
internal sealed record ArrayValue(ReadValue[] Items) : ReadValue;

/// <summary>A <c>System.Index</c>.</summary>
internal sealed record IndexValue(int Index, bool FromEnd) : ReadValue;

/// <summary>A <c>System.Range</c>.</summary>
internal sealed record RangeValue(IndexValue Start, IndexValue End) : ReadValue;
