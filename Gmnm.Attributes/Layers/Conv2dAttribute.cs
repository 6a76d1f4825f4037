namespace Gmnm;

/// <summary>
/// Convolution of an image: [C, H, W] becomes [filters, H', W'], y_fp = Σ_ct w_fct x_c(p at t) + b_f, where t runs over the
/// kernel. Parameters: <c>weight</c> [filters, C / groups, kernel height, kernel width], <c>bias</c> [filters].
/// </summary>
/// <remarks>
/// H' = ⌊(H + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1, and likewise W'.
/// </remarks>
/// <param name="filters">Channels of the output, at least 1.</param>
public sealed class Conv2dAttribute(int filters) : WindowAttribute
{
    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>
    /// Channels and filters are split into so many groups, and each filter sees the channels of its group. Divides both. 1 by
    /// default.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether b is added. On by default.</summary>
    public bool Bias { get; set; } = true;
}
