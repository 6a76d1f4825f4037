namespace Gmnm;

/// <summary>
/// The mean of each window of a sequence: [C, L] becomes [C, L'], with L' = ⌊(L + 2 padding − kernel) / stride⌋ + 1.
/// Padding counts as zeros.
/// </summary>
/// <param name="kernel">Length of the window, at least 1.</param>
public sealed class AvgPool1dAttribute(int kernel) : LayerAttribute
{
    /// <summary>Length of the window.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>Elements from one window to the next, at least 1. As the kernel by default.</summary>
    public int Stride { get; set; } = kernel;

    /// <summary>Padding before and behind the sequence, below the kernel. 0 by default.</summary>
    public int Padding { get; set; }
}
