using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Parsing;

/// <summary>What parsing one class gives.</summary>
/// <param name="Declaration">The network; null where the class has errors, the compiler's own among them.</param>
/// <param name="Errors">What is wrong.</param>
/// <param name="Locations">Where the declaration's parts stand, for errors of later phases.</param>
internal sealed record NetworkParse(
    NetworkDeclaration? Declaration, EquatableArray<DiagnosticInfo> Errors, LocationTable Locations)
{
    public static NetworkParse Nothing { get; } = new(null, [], new LocationTable([]));

    /// <summary>The layer methods of a class with errors; null where the declaration has them, or there are none.</summary>
    public LayerStubs? Stubs { get; init; }

    /// <summary>What is doubtful, as far as parsing finds it.</summary>
    public EquatableArray<DiagnosticInfo> Warnings { get; init; }

    /// <summary>The diagnostic of an error that was found in <see cref="Declaration"/>.</summary>
    public DiagnosticInfo Locate(CompilerError error) => Locations.Locate(error, Subject(error, Declaration!));

    private static string Subject(CompilerError error, NetworkDeclaration network)
    {
        if (error.Id == DiagnosticDescriptors.Internal.Id)
        {
            return network.Name;
        }

        var places = network.Places.ToArray();
        var place = error.Place == CompilerError.Loss ? network.Outputs[0].Value - network.Inputs.Count : error.Place;
        return place >= 0 && place < places.Length ? network.LayerAt(place)?.Name ?? places[place].Name : network.Name;
    }
}
