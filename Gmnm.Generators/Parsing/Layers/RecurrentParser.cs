using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

internal static class RecurrentParser
{
    public static LayerParser For(RecurrentCell cell) => (attribute, name) => new RecurrentLayer(
        name,
        cell,
        attribute.Count("units"),
        attribute.Count("Layers", absent: 1),
        attribute.Flag("Bidirectional", absent: false),
        attribute.Flag("Last", absent: false));
}
