namespace Gmnm.Numerics;

/// <summary>The extents of a Gaussian layer's call.</summary>
/// <param name="Rows">Inputs.</param>
/// <param name="Features">Length of an input.</param>
/// <param name="Components">Gaussian components.</param>
/// <param name="Projections">Projection rows of a component.</param>
internal readonly record struct GaussianShape(nint Rows, nint Features, nint Components, nint Projections);
