namespace Gmnm;

/// <summary>
/// In a stack: adds the input of the layer that stands <paramref name="layers"/> layers back. After
/// <c>Linear(8), Relu, Linear(8), Residual(3)</c> the value is x + f(x), f being the three layers.
/// </summary>
/// <param name="layers">How many layers are stepped over, at least 1. Both shapes are equal.</param>
public sealed class ResidualAttribute(int layers) : LayerAttribute
{
    /// <summary>How many layers are stepped over.</summary>
    public int Layers { get; } = layers;
}
