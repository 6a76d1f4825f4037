using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;

namespace Gmnm.Generators.Parsing;

/// <summary>Finds what compiles but is hardly meant.</summary>
internal static class DeclarationWarnings
{
    public static IEnumerable<CompilerError> Find(NetworkDeclaration network)
    {
        foreach (var output in network.Outputs)
        {
            var place = output.Value - network.Inputs.Count;
            if (place >= 0 && Last(network, place) is { } id)
            {
                yield return new CompilerError(id, place, null, []);
            }
        }

        foreach (var shape in DeclaredShapes.Of(network))
        {
            if (shape is { Layer: FlattenLayer, Input.Length: 1 })
            {
                yield return new CompilerError(DiagnosticDescriptors.FlattenOfFlat.Id, shape.Index, null, []);
            }
        }

        foreach (var warning in SizeLimits.FindWarnings(network))
        {
            yield return warning;
        }
    }

    private static string? Last(NetworkDeclaration network, int place) => (network.LayerAt(place), (network.Loss as StandardLoss)?.Kind) switch
    {
        (DropoutLayer, _) => DiagnosticDescriptors.DropoutLast.Id,
        (SoftmaxLayer, LossKind.CrossEntropy) => DiagnosticDescriptors.SoftmaxBeforeCrossEntropy.Id,
        (ActivationLayer { Activation: Activation.Sigmoid }, LossKind.BinaryCrossEntropy) =>
            DiagnosticDescriptors.SigmoidBeforeBinaryCrossEntropy.Id,
        _ => null,
    };
}
