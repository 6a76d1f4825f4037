namespace Gmnm;

/// <summary>
/// Long short-term memory whose candidate is a Gaussian mixture: [T, F] becomes [T, units].
/// </summary>
/// <remarks>
/// <para>
/// With z = [x_t, h_(t-1)] of size F + units: g = G(z), a <see cref="GmnmAttribute"/> layer in place of the candidate
/// tanh(W x_t + U h_(t-1) + b) of <see cref="LstmAttribute"/>; c_t = f c_(t-1) + i g and h_t = o tanh(c_t). Both states start
/// as zeros. The gates i, f and o are σ(W x_t + U h_(t-1) + b), or σ(G(z)) of a mixture each with <see cref="Gates"/>.
/// </para>
/// <para>
/// Parameters: candidate.centers, candidate.projections (or scales), candidate.mixture, candidate.bias; then inputWeight
/// [3 · units, F], hiddenWeight [3 · units, units] and bias [3 · units] in the order i, f, o, or as the candidate's those of
/// inputGate, forgetGate and outputGate.
/// </para>
/// </remarks>
/// <param name="units">Size of the state, at least 1.</param>
public sealed class GmnmLstmAttribute(int units) : LayerAttribute
{
    /// <summary>Size of the state.</summary>
    public int Units { get; } = units;

    /// <summary>Number of Gaussian components of a mixture, at least 1. 64 by default.</summary>
    public int Components { get; set; } = 64;

    /// <summary>
    /// Number of projections of a component, at least 1. 1 by default. Has no meaning with
    /// <see cref="Gmnm.Aggregation.Diagonal"/> and <see cref="Gmnm.Aggregation.Isotropic"/>.
    /// </summary>
    public int Projections { get; set; } = 1;

    /// <summary>How the projections become the exponent. <see cref="Gmnm.Aggregation.Norm"/> by default.</summary>
    public Aggregation Aggregation { get; set; } = Aggregation.Norm;

    /// <summary>Whether the gates are mixtures too. Off by default.</summary>
    public bool Gates { get; set; }

    /// <summary>Whether the result is the last state alone, [units]. Off by default.</summary>
    public bool Last { get; set; }
}
