namespace Gmnm;

/// <summary>The mean of each channel: [C, ...] becomes [C].</summary>
public sealed class GlobalAvgPoolAttribute : LayerAttribute;
