using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

/// <summary>The normalisations by channel, and the one by the root mean square.</summary>
internal static class NormParsers
{
    public static LayerDeclaration Batch(AttributeReader attribute, string name) => new BatchNormLayer(
        name,
        Epsilon(attribute, absent: 1e-5),
        attribute.Number("Momentum", absent: 0.1, NumberRange.Fraction),
        attribute.Flag("Affine", absent: true));

    public static LayerDeclaration Group(AttributeReader attribute, string name) => new GroupNormLayer(
        name, attribute.Count("groups"), Epsilon(attribute, absent: 1e-5), attribute.Flag("Affine", absent: true));

    public static LayerDeclaration Instance(AttributeReader attribute, string name) =>
        new InstanceNormLayer(name, Epsilon(attribute, absent: 1e-5), attribute.Flag("Affine", absent: false));

    public static LayerDeclaration Rms(AttributeReader attribute, string name) =>
        new RmsNormLayer(name, Epsilon(attribute, absent: 1e-6));

    private static double Epsilon(AttributeReader attribute, double absent) =>
        attribute.Number("Epsilon", absent, NumberRange.Positive);
}
