namespace Gmnm;

/// <summary>
/// Long short-term memory over a sequence: [T, F] becomes [T, units], or [T, 2 · units] where it runs both ways.
/// </summary>
/// <remarks>
/// <para>
/// With i, f, o = σ(W x_t + U h_(t-1) + b) and g = tanh(W x_t + U h_(t-1) + b), each with its own rows of the parameters, in
/// the order i, f, g, o: c_t = f c_(t-1) + i g and h_t = o tanh(c_t). Both states start as zeros. The result is h.
/// </para>
/// <para>Parameters: inputWeight [4 · units, F], hiddenWeight [4 · units, units], bias [4 · units].</para>
/// </remarks>
/// <param name="units">Size of the state, at least 1.</param>
public sealed class LstmAttribute(int units) : LayerAttribute
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
