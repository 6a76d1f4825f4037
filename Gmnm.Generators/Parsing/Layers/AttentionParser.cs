using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

internal static class AttentionParser
{
    public static LayerDeclaration MultiHead(AttributeReader attribute, string name) => new MultiHeadAttentionLayer(
        name,
        attribute.Count("heads"),
        attribute.Flag("Causal", absent: false),
        attribute.Flag("Rotary", absent: false),
        attribute.Flag("KeyPaddingMask", absent: false),
        attribute.Flag("Bias", absent: true),
        attribute.Number("Dropout", absent: 0, NumberRange.Share));

    public static LayerDeclaration Gmnm(AttributeReader attribute, string name) => new GmnmAttentionLayer(
        name,
        attribute.Count("heads"),
        attribute.Has("Projections") ? attribute.Count("Projections") : 0,
        attribute.Flag("Normalize", absent: true),
        attribute.Flag("Causal", absent: false),
        attribute.Flag("KeyPaddingMask", absent: false),
        attribute.Flag("Bias", absent: true));
}
