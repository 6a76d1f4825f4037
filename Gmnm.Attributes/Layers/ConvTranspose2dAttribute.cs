namespace Gmnm;

/// <summary>
/// Transposed convolution of an image, which enlarges it: [C, H, W] becomes [filters, H', W'], and each element of the input
/// adds the weighted kernel to the output. Parameters: <c>weight</c> [C, filters / groups, kernel, kernel], <c>bias</c>
/// [filters].
/// </summary>
/// <remarks>
/// H' = (H − 1) stride − 2 padding + dilation (kernel − 1) + output padding + 1, and likewise W'.
/// </remarks>
/// <param name="filters">Channels of the output, at least 1.</param>
public sealed class ConvTranspose2dAttribute(int filters) : LayerAttribute
{
    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>Rows and columns of the kernel, at least 1. 2 by default.</summary>
    public int Kernel { get; set; } = 2;

    /// <summary>Rows and columns of the output from one element of the input to the next, at least 1. 1 by default.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Rows and columns that are cut off on every side of the output. 0 by default.</summary>
    public int Padding { get; set; }

    /// <summary>Rows and columns more at the lower and right end, below the stride or the dilation. 0 by default.</summary>
    public int OutputPadding { get; set; }

    /// <summary>Rows and columns from one element of the kernel to the next, at least 1. 1 by default.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Groups of channels and filters that do not see each other. Divides both. 1 by default.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether b is added. On by default.</summary>
    public bool Bias { get; set; } = true;
}
