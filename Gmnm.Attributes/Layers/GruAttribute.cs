namespace Gmnm;

/// <summary>
/// Gated recurrent unit over a sequence: [T, F] becomes [T, units], or [T, 2 · units] where it runs both ways.
/// </summary>
/// <remarks>
/// <para>
/// With r, z = σ(W x_t + U h_(t-1) + b) and n = tanh(W x_t + b + r (U h_(t-1) + hiddenBias)), each with its own rows of the
/// parameters, in the order r, z, n: h_t = (1 - z) n + z h_(t-1). The state starts as zeros. The result is h.
/// </para>
/// <para>
/// Parameters: inputWeight [3 · units, F], hiddenWeight [3 · units, units], bias [3 · units], hiddenBias [units].
/// </para>
/// </remarks>
/// <param name="units">Size of the state, at least 1.</param>
public sealed class GruAttribute(int units) : LayerAttribute
{
    /// <summary>Size of the state.</summary>
    public int Units { get; } = units;

    /// <summary>How many are stacked, each over the result of the one before, at least 1. 1 by default.</summary>
    public int Layers { get; set; } = 1;

    /// <summary>Whether a second one runs from the last step to the first; the results stand side by side. Off by default.</summary>
    public bool Bidirectional { get; set; }

    /// <summary>
    /// Whether the result is the last state alone, [units], and of both directions where there are two, [2 · units]. Off by
    /// default.
    /// </summary>
    public bool Last { get; set; }
}
