using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

/// <summary>Positions have no options.</summary>
internal static class PositionParser
{
    public static LayerDeclaration Sinusoidal(AttributeReader _, string name) => new SinusoidalPositionLayer(name);

    public static LayerDeclaration Learned(AttributeReader _, string name) => new LearnedPositionLayer(name);

    public static LayerDeclaration Rotary(AttributeReader _, string name) => new RotaryPositionLayer(name);
}
