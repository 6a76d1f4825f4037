namespace Gmnm.Benchmarks.Scaling;

/// <summary>What grows, and the sizes at which it is measured, ascending.</summary>
internal sealed record ScalingAxis(string Name, IReadOnlyList<ScalingPoint> Points);
