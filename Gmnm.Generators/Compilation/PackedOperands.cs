using Gmnm.Generators.Fusion;
using Gmnm.Generators.Memory;

namespace Gmnm.Generators.Compilation;

/// <summary>Where a loop over time keeps the matrices that it packs for its steps: those of each group, one after the other.</summary>
internal static class PackedOperands
{
    /// <summary>The groups of a step with packed operands: index, group, and where its matrices start.</summary>
    public static IEnumerable<(int Index, ProductsGroup Group, int Offset)> Of(FusionPlan step)
    {
        var offset = 0;
        for (var index = 0; index < step.Groups.Length; index++)
        {
            if (step.Groups[index] is ProductsGroup group && group.IsPackedBefore(step.Graph))
            {
                yield return (index, group, offset);
                offset = checked(offset + KernelScratch.Packed(step.Graph, group));
            }
        }
    }

    /// <summary>Floats in all.</summary>
    public static int Length(FusionPlan step) => Of(step).Sum(entry => KernelScratch.Packed(step.Graph, entry.Group));
}
