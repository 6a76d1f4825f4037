namespace Gmnm;

/// <summary>
/// Adds to [T, D] the place of each step: at step t, feature 2i gets sin(t / 10000^(2i / D)) and feature 2i + 1 the cosine of
/// the same angle. No parameters.
/// </summary>
public sealed class SinusoidalPositionAttribute : LayerAttribute;
