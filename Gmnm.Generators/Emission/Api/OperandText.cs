using System.Collections.Immutable;
using System.Globalization;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;

namespace Gmnm.Generators.Emission.Api;

/// <summary>How tables name what a value is computed from.</summary>
internal static class OperandText
{
    /// <summary>The text of each operand id: a name, or a number.</summary>
    public static ImmutableArray<string> Of(NetworkDeclaration network)
    {
        var loss = network.Loss as SymbolicLoss;
        return
        [
            .. network.Inputs.Select(static input => input.Name),
            .. network.Values.Select(Text),
            .. loss?.Targets.Select(static target => target.Name) ?? [],
            .. loss?.Values.Select(Text) ?? [],
        ];
    }

    /// <summary>What a layer is called with, unless it is the value of the line before.</summary>
    public static string After(NetworkDeclaration network, ValueDeclaration value, ImmutableArray<string> operands)
    {
        var place = network.Places.TakeWhile(other => other != value).Count();
        return value.Operands.Count == 1 && value.Operands[0] == network.Inputs.Count + place - 1
            ? ""
            : $" of {string.Join(", ", value.Operands.Select(id => operands[id]))}";
    }

    private static string Text(ValueDeclaration value) => value.Operation is ConstantOperation constant
        ? constant.Value.ToString(CultureInfo.InvariantCulture)
        : value.Name;
}
