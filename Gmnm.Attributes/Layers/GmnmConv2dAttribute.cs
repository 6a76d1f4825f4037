namespace Gmnm;

/// <summary>
/// A convolution whose filters are Gaussian mixtures: <see cref="GmnmAttribute"/> on each patch of an image. [C, H, W] becomes
/// [filters, H', W'].
/// </summary>
/// <remarks>
/// <para>
/// The patch at a place has D = C · kernel height · kernel width elements, ordered by channel, row and column of the kernel;
/// zeros where the kernel is beyond the image. All places share the components.
/// </para>
/// <para>
/// H' = ⌊(H + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1, and likewise W'.
/// </para>
/// </remarks>
/// <param name="filters">Channels of the output, at least 1.</param>
public sealed class GmnmConv2dAttribute(int filters) : LayerAttribute
{
    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>Rows and columns of the kernel, at least 1. 3 by default.</summary>
    public int Kernel { get; set; } = 3;

    /// <summary>Rows of the kernel, where they are not as many as its columns; in place of <see cref="Kernel"/>.</summary>
    public int KernelHeight { get; set; } = 3;

    /// <summary>Columns of the kernel; in place of <see cref="Kernel"/>.</summary>
    public int KernelWidth { get; set; } = 3;

    /// <summary>Rows and columns from one place of the kernel to the next, at least 1. 1 by default.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Rows from one place of the kernel to the next; in place of <see cref="Stride"/>.</summary>
    public int StrideHeight { get; set; } = 1;

    /// <summary>Columns from one place of the kernel to the next; in place of <see cref="Stride"/>.</summary>
    public int StrideWidth { get; set; } = 1;

    /// <summary>Zeros around the image on every side. 0 by default.</summary>
    public int Padding { get; set; }

    /// <summary>Rows of zeros above and below the image; in place of <see cref="Padding"/>.</summary>
    public int PaddingHeight { get; set; }

    /// <summary>Columns of zeros left and right of the image; in place of <see cref="Padding"/>.</summary>
    public int PaddingWidth { get; set; }

    /// <summary>
    /// Whether as many zeros are around the image as make H' = ⌈H / stride⌉ and W' = ⌈W / stride⌉; an odd one is below and to
    /// the right. In place of <see cref="Padding"/>; off by default.
    /// </summary>
    public bool Same { get; set; }

    /// <summary>Rows and columns from one element of the kernel to the next, at least 1. 1 by default.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Number m of Gaussian components, at least 1. 64 by default.</summary>
    public int Components { get; set; } = 64;

    /// <summary>
    /// Number K of projections of a component, at least 1. 1 by default. Has no meaning with
    /// <see cref="Gmnm.Aggregation.Diagonal"/> and <see cref="Gmnm.Aggregation.Isotropic"/>.
    /// </summary>
    public int Projections { get; set; } = 1;

    /// <summary>How the projections become the exponent q. <see cref="Gmnm.Aggregation.Norm"/> by default.</summary>
    public Aggregation Aggregation { get; set; } = Aggregation.Norm;

    /// <summary>Whether b is added. On by default.</summary>
    public bool Bias { get; set; } = true;
}
