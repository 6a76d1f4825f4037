using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

internal static class GmnmParser
{
    private const int DefaultComponents = 64;

    public static LayerDeclaration Parse(AttributeReader attribute, string name) => ParseMixture(attribute, name, "units");

    /// <summary>The options of a mixture; <paramref name="units"/> is what the attribute calls the size of its output.</summary>
    public static GmnmLayer ParseMixture(AttributeReader attribute, string name, string units)
    {
        var aggregation = attribute.Choice("Aggregation", Aggregation.Norm);
        if (aggregation is Aggregation.Diagonal or Aggregation.Isotropic && attribute.Has("Projections"))
        {
            attribute.ReportMeaningless("Projections", $"Aggregation.{aggregation}");
        }

        return new GmnmLayer(
            name,
            attribute.Count(units),
            attribute.Count("Components", DefaultComponents),
            attribute.Count("Projections", absent: 1),
            aggregation,
            attribute.Flag("Bias", absent: true));
    }
}
