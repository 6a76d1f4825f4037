namespace Gmnm.Generators.Declaration;

/// <summary>Mirrors <c>Gmnm.Aggregation</c>: how the projections of one Gaussian component become its exponent.</summary>
internal enum Aggregation
{
    Norm,
    Sum,
    Quadratic,
    Diagonal,
    Isotropic,
}
