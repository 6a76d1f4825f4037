using System.Globalization;
using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Lowering;

/// <summary>Axes as users count them, within one sample and negative from the end; nodes have the batch as axis 0.</summary>
internal static class SampleAxis
{
    /// <summary>The node's axis.</summary>
    /// <exception cref="Diagnostics.DeclarationException">There is no such axis.</exception>
    public static int Of(LoweringContext context, Node value, int axis)
    {
        var rank = value.Shape.Rank - 1;
        return axis >= -rank && axis < rank
            ? 1 + (axis < 0 ? axis + rank : axis)
            : throw context.Error("GMNM1032", "axis", axis.ToString(CultureInfo.InvariantCulture), Text(value));
    }

    /// <summary>Refuses a value of fewer axes.</summary>
    public static void Require(LoweringContext context, Node value, int axes)
    {
        if (value.Shape.Rank - 1 < axes)
        {
            throw context.Error("GMNM1038", null, axes.ToString(CultureInfo.InvariantCulture), Text(value));
        }
    }

    /// <summary>The shape of one sample, for messages.</summary>
    public static string Text(Node value) => value.Shape.WithoutBatch().ToString();
}
