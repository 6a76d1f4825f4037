namespace Gmnm;

/// <summary>
/// Convolution of a sequence: [C, L] becomes [filters, L'], y_fp = Σ_ct w_fct x_c(p at t) + b_f, where t runs over the kernel.
/// Parameters: <c>weight</c> [filters, C / groups, kernel], <c>bias</c> [filters].
/// </summary>
/// <remarks>
/// L' = ⌊(L + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1.
/// </remarks>
/// <param name="filters">Channels of the output, at least 1.</param>
public sealed class Conv1dAttribute(int filters) : LayerAttribute
{
    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>Elements of the kernel, at least 1. 3 by default.</summary>
    public int Kernel { get; set; } = 3;

    /// <summary>Elements from one place of the kernel to the next, at least 1. 1 by default.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Zeros before and behind the sequence. 0 by default.</summary>
    public int Padding { get; set; }

    /// <summary>
    /// Whether as many zeros are around the sequence as make L' = ⌈L / stride⌉; an odd one is behind. In place of
    /// <see cref="Padding"/>; off by default.
    /// </summary>
    public bool Same { get; set; }

    /// <summary>
    /// Whether all zeros, dilation (kernel − 1), are before the sequence, so that no output sees what comes after it. In place
    /// of <see cref="Padding"/>; off by default.
    /// </summary>
    public bool Causal { get; set; }

    /// <summary>Elements of the sequence from one element of the kernel to the next, at least 1. 1 by default.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Groups of channels and filters that do not see each other. Divides both. 1 by default.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether b is added. On by default.</summary>
    public bool Bias { get; set; } = true;
}
