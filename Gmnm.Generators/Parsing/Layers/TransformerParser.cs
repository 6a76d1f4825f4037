using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

internal static class TransformerParser
{
    public static LayerDeclaration FeedForward(AttributeReader attribute, string name) =>
        new FeedForwardLayer(name, attribute.Count("hidden"), ActivationOf(attribute), Dropout(attribute));

    public static LayerDeclaration Block(AttributeReader attribute, string name)
    {
        var gaussian = attribute.Has("Components");
        string[] meaningless = gaussian ? ["Hidden", "Activation"] : ["Projections"];
        foreach (var option in meaningless.Where(attribute.Has))
        {
            attribute.ReportMeaningless(option, gaussian ? "Components" : "linear maps");
        }

        return new TransformerBlockLayer(
            name,
            attribute.Count("heads"),
            attribute.Has("Hidden") ? attribute.Count("Hidden") : 0,
            ActivationOf(attribute),
            gaussian ? attribute.Count("Components") : 0,
            attribute.Count("Projections", absent: 1),
            attribute.Flag("Causal", absent: false),
            attribute.Flag("Rotary", absent: false),
            attribute.Flag("PreNorm", absent: true),
            Dropout(attribute));
    }

    private static Activation ActivationOf(AttributeReader attribute) => attribute.Choice("Activation", FeedForwardActivation.Gelu) switch
    {
        FeedForwardActivation.Relu => Activation.Relu,
        FeedForwardActivation.Silu => Activation.Silu,
        _ => Activation.Gelu,
    };

    private static double Dropout(AttributeReader attribute) => attribute.Number("Dropout", absent: 0, NumberRange.Share);
}
