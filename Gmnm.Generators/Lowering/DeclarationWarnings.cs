using System.Globalization;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;
using Gmnm.Generators.Diagnostics;

namespace Gmnm.Generators.Lowering;

/// <summary>Finds what compiles but is hardly meant.</summary>
internal static class DeclarationWarnings
{
    /// <summary>2 GiB of parameters; training takes several times as much.</summary>
    private const int ManyParameters = 1 << 29;

    /// <summary>Nothing where the network does not compile: its errors are reported elsewhere.</summary>
    public static IEnumerable<CompilerError> Find(NetworkDeclaration network)
    {
        try
        {
            return [.. OfOutputs(network), .. OfValues(network, NetworkLowering.Values(network))];
        }
        catch (Exception exception) when (exception is DeclarationException or CompilerDefectException)
        {
            return [];
        }
    }

    private static IEnumerable<CompilerError> OfOutputs(NetworkDeclaration network) => network.Outputs
        .Select(output => output.Value - network.Inputs.Count)
        .Where(static place => place >= 0)
        .Distinct()
        .Select(place => (Place: place, Id: OfOutput(network, place)))
        .Where(static warning => warning.Id is not null)
        .Select(static warning => new CompilerError(warning.Id!, warning.Place, null, []));

    private static string? OfOutput(NetworkDeclaration network, int place) =>
        (network.LayerAt(place), network.Values[place].Operation, (network.Loss as StandardLoss)?.Kind) switch
        {
            (DropoutLayer, _, _) => DiagnosticDescriptors.DropoutLast.Id,
            (SoftmaxLayer, _, LossKind.CrossEntropy) or (_, SoftmaxOperation, LossKind.CrossEntropy) =>
                DiagnosticDescriptors.SoftmaxBeforeCrossEntropy.Id,
            (ActivationLayer { Activation: Activation.Sigmoid }, _, LossKind.BinaryCrossEntropy)
                or (_, ActivationOperation { Activation: Activation.Sigmoid }, LossKind.BinaryCrossEntropy) =>
                DiagnosticDescriptors.SigmoidBeforeBinaryCrossEntropy.Id,
            _ => null,
        };

    private static IEnumerable<CompilerError> OfValues(NetworkDeclaration network, LoweredValues values)
    {
        for (var place = 0; place < network.Values.Count; place++)
        {
            if (network.LayerAt(place) is FlattenLayer && values.ShapeOf(network, network.Values[place].Operands[0]).Rank == 2)
            {
                yield return new CompilerError(DiagnosticDescriptors.FlattenOfFlat.Id, place, null, []);
            }
        }

        if (values.ParameterCount > ManyParameters)
        {
            yield return new CompilerError(
                DiagnosticDescriptors.ManyParameters.Id,
                CompilerError.Network,
                null,
                [values.ParameterCount.ToString(CultureInfo.InvariantCulture), ManyParameters.ToString(CultureInfo.InvariantCulture)]);
        }
    }
}
