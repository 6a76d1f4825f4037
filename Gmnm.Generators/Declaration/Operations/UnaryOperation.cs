namespace Gmnm.Generators.Declaration.Operations;

/// <summary>A function of each element of one operand.</summary>
internal sealed record UnaryOperation(UnaryKind Kind) : Operation;

internal enum UnaryKind
{
    Negate,
    Exp,
    Log,
    Sqrt,
    Square,
    Abs,
    Sin,
    Cos,
    Erf,

    /// <summary>The same values, which no gradient passes.</summary>
    StopGradient,
}
