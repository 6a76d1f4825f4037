namespace Gmnm;

/// <summary>
/// A trainable Gaussian-mixture nonlinearity on the innermost axis: [..., D] becomes [..., units].
/// </summary>
/// <remarks>
/// <para>
/// Component i of m has a centre μ_i: [D] and K projections w_ik: [D]. With z_i = x - μ_i and y_ik = w_ik · z_i,
/// e_i = exp(-q_i / 2) and the output is Π e + b, Π: [units, m], b: [units].
/// </para>
/// <para>q_i is Σ_k y_ik² by default; <see cref="Aggregation"/> lists the others.</para>
/// </remarks>
/// <param name="units">Size of the output, at least 1.</param>
public sealed class GmnmAttribute(int units) : LayerAttribute
{
    /// <summary>Size of the output.</summary>
    public int Units { get; } = units;

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
