using Gmnm.Generators.Parsing.Graphs.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>Arithmetic on what is known while the project is compiled, as C# does it. Null where it has no result here.</summary>
internal static class ConstantArithmetic
{
    /// <summary>Both operands have one type already, but for shifts, which are not read.</summary>
    public static object? Binary(BinaryOperatorKind kind, ReadValue left, ReadValue right) =>
        ((left as ConstantValue)?.Value, (right as ConstantValue)?.Value) switch
        {
            (int a, int b) => Binary(kind, a, b) is long whole ? unchecked((int)whole) : Compare(kind, a.CompareTo(b)),
            (long a, long b) => Binary(kind, a, b) ?? Compare(kind, a.CompareTo(b)),
            (float a, float b) => Binary(kind, (double)a, b) is double real ? (float)real : Compare(kind, a, b),
            (double a, double b) => Binary(kind, a, b) ?? Compare(kind, a, b),
            (bool a, bool b) => Binary(kind, a, b),
            (string a, string b) => Compare(kind, string.CompareOrdinal(a, b)),
            // The right side of a compound assignment keeps its type.
            (double a, int b) => Binary(kind, a, b),
            (float a, int b) => Binary(kind, (double)a, b),
            (int a, double b) => Binary(kind, a, b),
            (int a, float b) => Binary(kind, (double)a, b),
            _ => null,
        };

    public static object? Unary(UnaryOperatorKind kind, ReadValue operand) => (kind, (operand as ConstantValue)?.Value) switch
    {
        (UnaryOperatorKind.Plus, int or long or float or double) => ((ConstantValue)operand).Value,
        (UnaryOperatorKind.Minus, int value) => unchecked(-value),
        (UnaryOperatorKind.Minus, long value) => unchecked(-value),
        (UnaryOperatorKind.Minus, float value) => -value,
        (UnaryOperatorKind.Minus, double value) => -value,
        (UnaryOperatorKind.Not, bool value) => !value,
        _ => null,
    };

    /// <summary>A number in another type; anything else as it is, where the type stays.</summary>
    public static object? Convert(object? value, ITypeSymbol? type) => (value, type?.SpecialType) switch
    {
        (null, _) => null,
        (bool, SpecialType.System_Boolean) or (string, SpecialType.System_String) or (_, SpecialType.System_Object) => value,
        (int or long or float or double, SpecialType.System_Int32) => Whole(value) is { } whole ? unchecked((int)whole) : null,
        (int or long or float or double, SpecialType.System_Int64) => Whole(value),
        (int or long or float or double, SpecialType.System_Single) => (float)Number(value),
        (int or long or float or double, SpecialType.System_Double) => Number(value),
        (_, SpecialType.None) when type is { TypeKind: TypeKind.Enum } => value,
        _ => null,
    };

    /// <summary>A method of <c>Math</c> or <c>MathF</c>; the result still has to take the method's type.</summary>
    public static object? Function(string name, double[] arguments) => (name, arguments) switch
    {
        ("Sqrt", [var x]) => Math.Sqrt(x),
        ("Exp", [var x]) => Math.Exp(x),
        ("Log", [var x]) => Math.Log(x),
        ("Abs", [var x]) => Math.Abs(x),
        ("Floor", [var x]) => Math.Floor(x),
        ("Ceiling", [var x]) => Math.Ceiling(x),
        ("Round", [var x]) => Math.Round(x),
        ("Pow", [var x, var y]) => Math.Pow(x, y),
        ("Min", [var x, var y]) => Math.Min(x, y),
        ("Max", [var x, var y]) => Math.Max(x, y),
        _ => null,
    };

    public static double Number(object value) => value switch
    {
        int number => number,
        long number => number,
        float number => number,
        double number => number,
        _ => double.NaN,
    };

    private static long? Whole(object value) => value switch
    {
        int number => number,
        long number => number,
        // What C# makes of a number that does not fit is not defined.
        _ => Number(value) is > long.MinValue and < long.MaxValue and var number ? (long)number : null,
    };

    private static object? Binary(BinaryOperatorKind kind, long a, long b) => kind switch
    {
        BinaryOperatorKind.Add => unchecked(a + b),
        BinaryOperatorKind.Subtract => unchecked(a - b),
        BinaryOperatorKind.Multiply => unchecked(a * b),
        BinaryOperatorKind.Divide when b is not (0 or -1) => a / b,
        BinaryOperatorKind.Divide when b == -1 => unchecked(-a),
        BinaryOperatorKind.Remainder when b is not (0 or -1) => a % b,
        BinaryOperatorKind.Remainder when b == -1 => 0L,
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        _ => null,
    };

    private static object? Binary(BinaryOperatorKind kind, double a, double b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        _ => null,
    };

    private static object? Binary(BinaryOperatorKind kind, bool a, bool b) => kind switch
    {
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => a && b,
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => a || b,
        BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.NotEquals => a != b,
        BinaryOperatorKind.Equals => a == b,
        _ => null,
    };

    /// <summary>Not by comparing: every comparison with NaN is false.</summary>
    private static object? Compare(BinaryOperatorKind kind, double a, double b) => kind switch
    {
        BinaryOperatorKind.NotEquals => a != b,
        _ when double.IsNaN(a) || double.IsNaN(b) => Compare(kind, 0) is null ? null : false,
        _ => Compare(kind, a.CompareTo(b)),
    };

    private static object? Compare(BinaryOperatorKind kind, int order) => kind switch
    {
        BinaryOperatorKind.Equals => order == 0,
        BinaryOperatorKind.NotEquals => order != 0,
        BinaryOperatorKind.LessThan => order < 0,
        BinaryOperatorKind.LessThanOrEqual => order <= 0,
        BinaryOperatorKind.GreaterThan => order > 0,
        BinaryOperatorKind.GreaterThanOrEqual => order >= 0,
        _ => null,
    };
}
