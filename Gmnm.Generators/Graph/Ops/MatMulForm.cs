namespace Gmnm.Generators.Graph.Ops;

/// <summary>Which operand of a <see cref="MatMul"/> is read transposed.</summary>
internal enum MatMulForm
{
    Plain,
    TransposedLeft,
    TransposedRight,
}
