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
public sealed class GmnmConv2dAttribute(int filters) : WindowAttribute
{
    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters;

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
