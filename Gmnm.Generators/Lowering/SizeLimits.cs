using System.Globalization;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Lowering;

/// <summary>Sizes that do not fit, found while a network is lowered: whatever its layers are, their nodes say how large they are.</summary>
internal static class SizeLimits
{
    /// <summary>What one buffer of floats holds, with room for the padding between tensors.</summary>
    public const int MostParameters = 2_000_000_000;

    /// <param name="count">Scalars of all parameters so far.</param>
    /// <exception cref="DeclarationException">They are too many.</exception>
    public static void CheckParameters(long count)
    {
        if (count > MostParameters)
        {
            throw Error(DiagnosticDescriptors.TooManyParameters.Id, CompilerError.Network, null, Format(MostParameters));
        }
    }

    /// <param name="context">Where the value was lowered.</param>
    /// <param name="result">The value.</param>
    /// <param name="first">Id of the first node that its lowering made.</param>
    /// <exception cref="DeclarationException">It, or what it is computed from, has too many elements.</exception>
    public static void CheckNodes(LoweringContext context, Node result, int first)
    {
        if (result.Shape.LongElements is > int.MaxValue and var elements)
        {
            throw context.Error(
                DiagnosticDescriptors.TensorTooLarge.Id, "units", result.Shape.WithoutBatch().ToString(), Format(elements), Format(int.MaxValue));
        }

        if (context.Graph.Nodes.Skip(first).Any(static node => node.Shape.LongElements > int.MaxValue))
        {
            throw Overflow(context.Place);
        }
    }

    /// <summary>A value that needs more elements on the way than an int counts.</summary>
    public static DeclarationException Overflow(int place) =>
        Error(DiagnosticDescriptors.IntermediateTooLarge.Id, place, null, Format(int.MaxValue));

    private static DeclarationException Error(string id, int place, string? argument, params string[] arguments) =>
        new(new CompilerError(id, place, argument, arguments.ToEquatableArray()));

    private static string Format(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
