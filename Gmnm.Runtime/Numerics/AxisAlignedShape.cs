namespace Gmnm.Numerics;

/// <summary>The extents of an axis-aligned Gaussian layer's call.</summary>
/// <param name="Rows">Inputs.</param>
/// <param name="Features">Length of an input.</param>
/// <param name="Components">Gaussian components.</param>
/// <param name="SharedScale">True where a component has one scale for all axes.</param>
internal readonly record struct AxisAlignedShape(nint Rows, nint Features, nint Components, bool SharedScale);
