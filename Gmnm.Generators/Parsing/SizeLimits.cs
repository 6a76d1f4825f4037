using System.Globalization;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Parsing;

/// <summary>Finds sizes that do not fit, before the compiler proper counts with int.</summary>
internal static class SizeLimits
{
    /// <summary>What one buffer of floats holds, with room for the padding between tensors.</summary>
    public const int MostParameters = 2_000_000_000;

    /// <summary>2 GiB of parameters; training takes several times as much.</summary>
    private const int ManyParameters = 1 << 29;

    /// <summary>What makes a declaration impossible.</summary>
    public static IEnumerable<CompilerError> FindErrors(NetworkDeclaration network)
    {
        foreach (var shape in DeclaredShapes.Of(network))
        {
            if (shape.OutputElements > int.MaxValue)
            {
                yield return Error(
                    DiagnosticDescriptors.TensorTooLarge.Id,
                    shape.Index,
                    "units",
                    $"[{string.Join(", ", shape.Output.Select(static size => Format(size)))}]",
                    Format(shape.OutputElements),
                    Format(int.MaxValue));
            }
        }

        var parameters = Parameters(network);
        if (parameters > MostParameters)
        {
            yield return Error(
                DiagnosticDescriptors.TooManyParameters.Id, CompilerError.Network, null, Format(parameters), Format(MostParameters));
        }
    }

    /// <summary>What makes a possible declaration doubtful.</summary>
    public static IEnumerable<CompilerError> FindWarnings(NetworkDeclaration network)
    {
        var parameters = Parameters(network);
        if (parameters > ManyParameters)
        {
            yield return Error(
                DiagnosticDescriptors.ManyParameters.Id, CompilerError.Network, null, Format(parameters), Format(ManyParameters));
        }
    }

    /// <summary>The sum over the layers. One layer has below 2e28, so that with the cap no sum overflows.</summary>
    private static decimal Parameters(NetworkDeclaration network) =>
        DeclaredShapes.Of(network).Aggregate(0m, static (sum, shape) =>
            Math.Min(sum, 5e28m) + ParameterCount.Of(shape.Layer, shape.Input[shape.Input.Length - 1]));

    private static CompilerError Error(string id, int layer, string? argument, params string[] arguments) =>
        new(id, layer, argument, arguments.ToEquatableArray());

    private static string Format(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
