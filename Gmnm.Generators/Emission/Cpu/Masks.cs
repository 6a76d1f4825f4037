using Gmnm.Generators.Graph;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Where an element of a dropout mask is in the mask of the whole batch.</summary>
internal static class Masks
{
    /// <param name="index">The element in the samples of this call.</param>
    /// <param name="sharing">Null where a call has the whole batch.</param>
    /// <returns>What the body of a loop needs to know, and the expression.</returns>
    public static (LaneOperand? Origin, string Index) Origin(Names names, Node mask, string index, Sharing? sharing)
    {
        var field = names[mask.Id] + "Start";
        return sharing is null
            ? (null, index)
            : (new LaneOperand(field, "nint", $"first * {Literal.Int(mask.Shape.Elements)}", ""), $"_{field} + {index}");
    }
}
