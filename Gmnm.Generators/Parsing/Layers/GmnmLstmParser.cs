using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

internal static class GmnmLstmParser
{
    public static LayerDeclaration Parse(AttributeReader attribute, string name)
    {
        var gmnm = (GmnmLayer)GmnmParser.Parse(attribute, name);
        return new GmnmLstmLayer(
            name,
            gmnm.Units,
            gmnm.Components,
            gmnm.Projections,
            gmnm.Aggregation,
            attribute.Flag("Gates", absent: false),
            attribute.Flag("Last", absent: false));
    }
}
