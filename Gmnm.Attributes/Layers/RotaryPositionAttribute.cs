namespace Gmnm;

/// <summary>
/// Turns [T, D], D even, by the place of each step: at step t, the pair of features i and i + D/2 is turned as a point of
/// the plane by the angle t / 10000^(2i / D). Products of two turned steps depend on their distance alone. No parameters.
/// </summary>
public sealed class RotaryPositionAttribute : LayerAttribute;
