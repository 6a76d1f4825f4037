namespace Gmnm;

/// <summary>
/// The mean of each window of an image: [C, H, W] becomes [C, H', W'], with H' = ⌊(H + 2 padding − kernel) / stride⌋ + 1
/// and likewise W'. Padding counts as zeros.
/// </summary>
/// <param name="kernel">Rows and columns of the window, at least 1.</param>
public sealed class AvgPool2dAttribute(int kernel) : LayerAttribute
{
    /// <summary>Rows and columns of the window.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>Rows and columns from one window to the next, at least 1. As the kernel by default.</summary>
    public int Stride { get; set; } = kernel;

    /// <summary>Padding around the image on every side, below the kernel. 0 by default.</summary>
    public int Padding { get; set; }
}
