using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;

namespace Gmnm.Generators.Lowering;

/// <summary>What a loss is computed from.</summary>
internal static class LossReach
{
    /// <summary>
    /// Whether outputs and targets are enough. A derivative is not: a given output no longer depends on anything.
    /// </summary>
    public static bool IsOutputsAlone(NetworkDeclaration network, LossDeclaration loss)
    {
        if (loss is not SymbolicLoss symbolic)
        {
            return true;
        }

        var first = network.Inputs.Count + network.Values.Count;
        HashSet<int> given = [.. network.Outputs.Select(static output => output.Value)];
        return symbolic.Values.All(static value => value.Operation is not (GradientOperation or LaplacianOperation))
            && symbolic.Values.SelectMany(static value => value.Operands).Append(symbolic.Result).All(id => id >= first || given.Contains(id));
    }
}
