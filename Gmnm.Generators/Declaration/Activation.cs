namespace Gmnm.Generators.Declaration;

/// <summary>The elementwise activations, each an attribute of the same name.</summary>
internal enum Activation
{
    Relu,
    LeakyRelu,
    Gelu,
    Silu,
    Tanh,
    Sigmoid,
    Softplus,
    Gaussian,
}
