namespace Gmnm.Generators.Declaration.Operations;

/// <summary>A function of the elements of two operands, which stretch to a common shape.</summary>
internal sealed record BinaryOperation(BinaryKind Kind) : Operation;

/// <summary>Comparisons give 1 or 0.</summary>
internal enum BinaryKind
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Minimum,
    Maximum,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
