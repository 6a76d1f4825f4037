using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

internal static class ActivationParser
{
    private const double DefaultNegativeSlope = 0.01;

    /// <summary>The parser of one activation; only the leaky one has an option.</summary>
    public static LayerParser For(Activation activation) => (attribute, name) =>
        new ActivationLayer(
            name,
            activation,
            activation == Activation.LeakyRelu
                ? attribute.Number("NegativeSlope", DefaultNegativeSlope, NumberRange.Single)
                : 0);
}
